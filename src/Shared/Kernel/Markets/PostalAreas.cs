using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace LeadMarket.Kernel.Markets;

/// <summary>A region in which contractors choose to work.</summary>
/// <param name="Key">Stable, in lower case with hyphens; also its part of a page address.</param>
public sealed record Region(string Key, LocalizedText Name);

/// <summary>A postal area (in Canada, a forward sortation area) and where it is.</summary>
/// <param name="Code">The first characters of a postal code, in upper case: <c>H2X</c>.</param>
/// <param name="Place">Name for people to read, in the language of the place.</param>
/// <param name="RegionKey">Key of a <see cref="Region"/> of the market.</param>
/// <param name="RegionCertain">False for a rural area that straddles regions; the region is then where most people live.</param>
public sealed record PostalArea(string Code, string Place, string RegionKey, bool RegionCertain)
{
    /// <summary>Where most of its people live; null where the data file has no coordinates, and then no distance reaches it.</summary>
    public Position? Position { get; init; }
}

/// <summary>A point on the earth, WGS 84.</summary>
/// <param name="Latitude">-90 to 90.</param>
/// <param name="Longitude">-180 to 180.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Position(double Latitude, double Longitude)
{
    private const double EarthRadiusKm = 6371.0088;   // mean radius, IUGG

    /// <summary>Along the great circle, by the haversine formula. One point stands for a whole area: good to a few kilometres at best.</summary>
    public double KilometresTo(Position other)
    {
        var (a, b) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var half = Square(Math.Sin((b - a) / 2)) + Math.Cos(a) * Math.Cos(b) * Square(Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static double Square(double value) => value * value;
}

/// <summary>Every postal area the market serves.</summary>
/// <param name="attribution">The credit that the data's licence asks to be shown.</param>
public sealed class PostalAreas(PostalCodeFormat format, IReadOnlyList<PostalArea> areas, LocalizedText attribution)
{
    private readonly FrozenDictionary<string, PostalArea> _byCode =
        areas.ToFrozenDictionary(area => area.Code, StringComparer.Ordinal);

    /// <summary>How postal codes are written.</summary>
    public PostalCodeFormat Format { get; } = format;

    /// <summary>In the order of the data file.</summary>
    public IReadOnlyList<PostalArea> All { get; } = areas;

    /// <summary>The credit for the credits page.</summary>
    public LocalizedText Attribution { get; } = attribution;

    /// <summary>The area of a postal code, or <c>null</c> when it is not served or not a postal code.</summary>
    public PostalArea? Find(string? postalCode) =>
        Format.AreaOf(postalCode) is { } code ? _byCode.GetValueOrDefault(code) : null;
}
