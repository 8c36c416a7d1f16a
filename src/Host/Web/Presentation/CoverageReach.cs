using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Presentation;

/// <summary>What a contractor's choices come to on the map, to be told before and after they are saved.</summary>
/// <param name="Named">Postal areas named one by one.</param>
/// <param name="Base">Where the distance is measured from; null without one that the market knows.</param>
/// <param name="Near">Postal areas within the distance.</param>
/// <param name="All">Everything covered, each area once.</param>
public sealed record CoverageReach(
    IReadOnlyList<PostalArea> Named, PostalArea? Base, int? DistanceKm, IReadOnlyList<PostalArea> Near, IReadOnlyList<PostalArea> All)
{
    public static CoverageReach Of(Market market, IEnumerable<string> regions, IEnumerable<string> named, string? from, int? distanceKm)
    {
        var areas = named.Select(market.FindArea).OfType<PostalArea>().Distinct().ToList();
        var centre = distanceKm is null ? null : market.FindArea(from);
        var near = centre?.Position is { } here
            ? market.PostalAreas.All.Where(area => area.Position is { } there && here.KilometresTo(there) <= distanceKm).ToList()
            : [];
        var chosen = regions.ToHashSet(StringComparer.Ordinal);
        var all = market.PostalAreas.All.Where(area => chosen.Contains(area.RegionKey)).Concat(areas).Concat(near).Distinct().ToList();
        return new CoverageReach(areas, centre, distanceKm, near, all);
    }

    /// <summary>How many towns and boroughs they are.</summary>
    public static int PlacesIn(IEnumerable<PostalArea> areas) => areas.Select(area => area.Place).Distinct(StringComparer.Ordinal).Count();
}
