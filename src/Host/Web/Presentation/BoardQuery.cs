using System.Globalization;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>What the address of a board asks for: what to show, in which order, from where on. The page, its links and its live stream
/// write it the same way, so that a board can be bookmarked, shared and come back to.</summary>
public sealed record BoardQuery(BoardFilter Filter, BoardSort Sort = BoardSort.Newest, string? Cursor = null)
{
    private const string ServiceName = "service";
    private const string AreaName = "area";
    private const string BudgetName = "budget";
    private const string TimelineName = "timeline";
    private const string AgeName = "age";
    private const string LanguageName = "language";
    private const string ModeName = "mode";
    private const string SortName = "sort";
    private const string CursorName = "cursor";

    /// <summary>The form has a field of its own for a postal area, which goes before the region beside it.</summary>
    private const string PostalName = "postal";

    /// <summary>Longer than any value of a market; what is longer matches nothing, so its end does not matter.</summary>
    private const int LongestValue = 64;

    private static readonly BoardFilter Everything = new();

    /// <summary>A year is older than any lead gets.</summary>
    private const int OldestHours = 24 * 366;

    public bool Filtered => Filter != Everything;

    /// <summary>A form sends the fields that were left alone too: then there is a shorter address for the same board.</summary>
    public static bool IsWordy(IQueryCollection query) => query.ContainsKey(PostalName) || query.Any(part => string.IsNullOrWhiteSpace(part.Value));

    public static BoardQuery Read(IQueryCollection query)
    {
        var area = Chosen(query, PostalName)?.ToUpperInvariant() ?? Chosen(query, AreaName);
        var filter = new BoardFilter(
            Chosen(query, ServiceName), area, Chosen(query, BudgetName), Chosen(query, TimelineName), Age(Chosen(query, AgeName)),
            Chosen(query, LanguageName), Chosen(query, ModeName));
        return new BoardQuery(filter, SortOf(Chosen(query, SortName)), query[CursorName] is [{ Length: > 0 } cursor] ? cursor : null);
    }

    /// <summary>As an address carries it; what is not asked for is left out.</summary>
    public QueryString Write() => QueryString.Create(new KeyValuePair<string, string?>[]
    {
        new(ServiceName, Filter.Service), new(AreaName, Filter.Area), new(BudgetName, Filter.Budget), new(TimelineName, Filter.Timeline),
        new(AgeName, Filter.MaxAgeHours?.ToString(CultureInfo.InvariantCulture)), new(LanguageName, Filter.Language), new(ModeName, Filter.Mode),
        new(SortName, Sort is BoardSort.Newest ? null : NameOf(Sort)), new(CursorName, Cursor),
    }.Where(part => part.Value is not null));

    public static string NameOf(BoardSort sort) => sort switch
    {
        BoardSort.Oldest => "oldest",
        BoardSort.Budget => "budget",
        BoardSort.Competition => "competition",
        _ => "newest",
    };

    private static BoardSort SortOf(string? name) => Enum.GetValues<BoardSort>().FirstOrDefault(sort => NameOf(sort) == name);

    private static int? Age(string? hours) =>
        int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age is > 0 and <= OldestHours ? age : null;

    private static string? Chosen(IQueryCollection query, string name)
    {
        var value = query[name].ToString().Trim();
        return value.Length == 0 ? null : value.Length <= LongestValue ? value : value[..LongestValue];
    }
}
