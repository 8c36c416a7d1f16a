using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>regions</c> and <c>postalCodes</c>, with the file of postal areas that it names.</summary>
internal static partial class PostalCodeSection
{
    public static Region ReadRegion(Section region) => new(region.Key(), region.ProperName("name"));

    public static PostalAreas Read(Section codes, IReadOnlyList<Region> regions, string contentFolder)
    {
        var format = ReadFormat(codes);
        var attribution = codes.Localized("attribution");
        var columns = codes.Inner("columns", ReadColumns);
        var name = ContentFiles.Name(codes, "file", contentFolder, ".csv");

        var areas = name.Length == 0 || columns is null || regions.Count == 0   // already refused
            ? []
            : new PostalAreaCsv(codes.File, Path.Combine(contentFolder, name), columns, format, regions).Read();
        return new PostalAreas(format, areas, attribution);
    }

    private static PostalAreaColumns ReadColumns(Section names)
    {
        var columns = new PostalAreaColumns(names.Text("area"), names.Text("place"), names.Text("region"),
            Optional("regionCertain"), Optional("latitude"), Optional("longitude"));
        if (columns.Latitude is null != columns.Longitude is null)
            names.Refuse(columns.Latitude is null ? "latitude" : "longitude", "missing", "both latitude and longitude, or neither");
        return columns;

        string? Optional(string key) => names.Find(key) is null ? null : names.Text(key);
    }

    private static PostalCodeFormat ReadFormat(Section codes)
    {
        const string allowed = "A for a letter, 9 for a digit, single spaces or hyphens between, such as A9A 9A9";
        var mask = codes.Text("format", MaskPattern(), allowed);
        return new PostalCodeFormat(mask, codes.Whole("areaLength", 1, Math.Max(1, mask.Count(char.IsAsciiLetterOrDigit))));
    }

    [GeneratedRegex(@"^[A9]+([ -][A9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MaskPattern();
}

/// <summary>What the data file calls its columns.</summary>
/// <param name="RegionCertain">Absent when every area lies within one region.</param>
/// <param name="Latitude">Absent, as <paramref name="Longitude"/>, when the file has no coordinates.</param>
internal sealed record PostalAreaColumns(string Area, string Place, string Region, string? RegionCertain, string? Latitude, string? Longitude);
