using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>One filter that is on, and the board without it.</summary>
public sealed record BoardChip(string Words, BoardQuery Without);

/// <summary>Puts the filters of a board into words. What an address asks for and no market has is shown as it was written.</summary>
public sealed class BoardWords(Market market, Texts texts, ListingWords listing)
{
    private const int HoursOfADay = 24;

    /// <summary>The ages that the form offers, in hours.</summary>
    public static IReadOnlyList<int> Ages { get; } = [HoursOfADay, 3 * HoursOfADay, 7 * HoursOfADay];

    public string Age(int hours) => hours % HoursOfADay == 0 && hours > HoursOfADay
        ? texts.Count("board.age.days", hours / HoursOfADay)
        : texts.Count("board.age.hours", hours);

    public string Mode(string mode) => mode is "shared" or "exclusive" ? texts[$"mode.{mode}"] : mode;

    public string Language(string locale) => market.Locales.Contains(locale, StringComparer.Ordinal) ? texts[$"language.{locale}"] : locale;

    /// <summary>A region by its name, or a postal area by its code and place.</summary>
    public string Area(string area) =>
        market.FindRegion(area) is { } region ? region.Name.In(texts.Locale)
        : market.FindArea(area) is { } postal ? ListingWords.Place(postal.Place, postal.Code)
        : area;

    /// <summary>Both kinds of lead are sold here, so that one can choose between them.</summary>
    public bool SellsBoth => market.Services.Select(service => market.ModeOf(service.Key)).Distinct().Count() > 1;

    public IEnumerable<BoardChip> Chips(BoardQuery query)
    {
        var filter = query.Filter;
        var top = query with { Cursor = null };
        if (filter.Service is { } service) yield return new BoardChip(listing.Service(service), top with { Filter = filter with { Service = null } });
        if (filter.Area is { } area) yield return new BoardChip(Area(area), top with { Filter = filter with { Area = null } });
        if (filter.Budget is { } budget) yield return new BoardChip(listing.Budget(budget), top with { Filter = filter with { Budget = null } });
        if (filter.Timeline is { } timeline) yield return new BoardChip(listing.Timeline(timeline), top with { Filter = filter with { Timeline = null } });
        if (filter.MaxAgeHours is { } age) yield return new BoardChip(Age(age), top with { Filter = filter with { MaxAgeHours = null } });
        if (filter.Language is { } language) yield return new BoardChip(Language(language), top with { Filter = filter with { Language = null } });
        if (filter.Mode is { } mode) yield return new BoardChip(Mode(mode), top with { Filter = filter with { Mode = null } });
    }

    /// <summary>Regions in which anything at all is covered: whole, by a postal area, or by distance.</summary>
    public IEnumerable<Region> Regions(ContractorView contractor)
    {
        var reach = CoverageReach.Of(market, contractor.Regions, contractor.Areas, contractor.Base, contractor.DistanceKm);
        // A market may name a region before it has any of its postal areas.
        var keys = contractor.Regions.Concat(reach.All.Select(area => area.RegionKey)).ToHashSet(StringComparer.Ordinal);
        return market.Regions.Where(region => keys.Contains(region.Key));
    }
}
