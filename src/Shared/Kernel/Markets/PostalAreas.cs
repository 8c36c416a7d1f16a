using System.Collections.Frozen;

namespace LeadMarket.Kernel.Markets;

/// <summary>A region in which contractors choose to work.</summary>
/// <param name="Key">Stable, in lower case with hyphens; also its part of a page address.</param>
public sealed record Region(string Key, LocalizedText Name);

/// <summary>A postal area (in Canada, a forward sortation area) and where it is.</summary>
/// <param name="Code">The first characters of a postal code, in upper case: <c>H2X</c>.</param>
/// <param name="Place">Name for people to read, in the language of the place.</param>
/// <param name="RegionKey">Key of a <see cref="Region"/> of the market.</param>
/// <param name="RegionCertain">False for a rural area that straddles regions; the region is then where most people live.</param>
public sealed record PostalArea(string Code, string Place, string RegionKey, bool RegionCertain);

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
