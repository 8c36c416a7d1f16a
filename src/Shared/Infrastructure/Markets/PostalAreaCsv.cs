using System.Globalization;
using System.Text;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads the postal areas, a comma-separated file with a header, and ties each to a region of the market.</summary>
internal sealed class PostalAreaCsv(
    MarketFile file, string path, PostalAreaColumns columns, PostalCodeFormat format, IReadOnlyList<Region> regions)
{
    // A wrong format makes every line wrong; the first of them tell as much as the rest.
    private const int MostRefusals = 20;

    private readonly Dictionary<string, Region> _regions = ByName(file, regions);
    private readonly Dictionary<string, PostalArea> _areas = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknownRegions = new(StringComparer.Ordinal);
    private int _refusals;

    public IReadOnlyList<PostalArea> Read()
    {
        var lines = File.ReadAllLines(path, Encoding.UTF8);
        var header = lines.Length == 0 ? [] : CsvLine.Split(lines[0]) ?? [];
        if (!HasColumns(header)) return [];

        for (var number = 2; number <= lines.Length && _refusals < MostRefusals; number++)
        {
            var fields = CsvLine.Split(lines[number - 1]);
            if (fields?.Count == header.Count) ReadRow(number, header, fields);
            else Refuse(number, "(line)", fields is null ? "a quote is not closed" : $"{fields.Count} fields", $"{header.Count} fields, in quotes where one holds a comma");
        }

        if (lines.Length == 1) Refuse(1, columns.Area, "no postal area", "one line for each area");
        return [.. _areas.Values];
    }

    private bool HasColumns(IReadOnlyList<string> header)
    {
        string?[] wanted = [columns.Area, columns.Place, columns.Region, columns.RegionCertain, columns.Latitude, columns.Longitude];
        var missing = wanted.OfType<string>().Except(header, StringComparer.Ordinal).ToList();
        foreach (var column in missing) Refuse(1, column, "no such column", string.Join(", ", header));
        return missing.Count == 0;
    }

    private void ReadRow(int line, IReadOnlyList<string> header, IReadOnlyList<string> fields)
    {
        string Field(string column) => fields[header.ToList().IndexOf(column)];

        var code = Field(columns.Area);
        var regionName = Field(columns.Region);
        var certain = columns.RegionCertain is null ? "true" : Field(columns.RegionCertain);

        if (code.Length != format.AreaLength || format.AreaOf(code) != code)
            Refuse(line, columns.Area, $"'{code}' is not a postal area", $"the first {format.AreaLength} characters of {format.Mask}");
        if (Field(columns.Place).Length == 0)
            Refuse(line, columns.Place, "empty", "the name of a place");
        if (certain is not ("true" or "false") && columns.RegionCertain is { } column)
            Refuse(line, column, $"'{certain}' is unknown", "true, false");
        if (!_regions.TryGetValue(regionName, out var region) && _unknownRegions.Add(regionName))   // once, not on each of its lines
            Refuse(line, columns.Region, $"unknown region '{regionName}'", string.Join(", ", _regions.Keys));
        if (!_areas.TryAdd(code, new PostalArea(code, Field(columns.Place), region?.Key ?? "", certain == "true") { Position = ReadPosition(line, Field) }))
            Refuse(line, columns.Area, $"'{code}' twice", "each area once");
    }

    // An area may lack its point: then it is covered by its region or its name only.
    private Position? ReadPosition(int line, Func<string, string> field)
    {
        if (columns is not { Latitude: { } north, Longitude: { } east } || (field(north).Length == 0 && field(east).Length == 0)) return null;
        var latitude = Degrees(line, north, field(north), most: 90);
        var longitude = Degrees(line, east, field(east), most: 180);
        return latitude is { } y && longitude is { } x ? new Position(y, x) : null;
    }

    private double? Degrees(int line, string column, string text, int most)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(text, style, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most) return degrees;
        Refuse(line, column, $"'{text}' is not valid", $"degrees from -{most} to {most}, such as 46.9000");
        return null;
    }

    private void Refuse(int line, string column, string what, string allowed)
    {
        _refusals++;
        file.Refuse(new MarketProblem(path, line, 1, column, what, allowed));
    }

    // The data is in the market's first language; two regions of one name have been told apart by their keys already.
    private static Dictionary<string, Region> ByName(MarketFile file, IReadOnlyList<Region> regions) => file.Locales.Count == 0
        ? []
        : regions.Where(region => region.Name.Locales.Contains(file.Locales[0], StringComparer.Ordinal))
            .DistinctBy(region => region.Name.In(file.Locales[0]), StringComparer.Ordinal)
            .ToDictionary(region => region.Name.In(file.Locales[0]), StringComparer.Ordinal);
}
