using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Domain;

/// <summary>Where and for what a contractor wants leads.</summary>
/// <param name="Areas">Postal areas they named.</param>
/// <param name="Base">The postal area they measure from; with a distance only.</param>
internal sealed record Coverage(
    IReadOnlyList<string> Regions, IReadOnlyList<string> Services, IReadOnlyList<string> Areas, PostalArea? Base = null, int? DistanceKm = null)
{
    /// <summary>Every postal area that is covered whatever its region. Worked out when it is said, so that the board's SQL compares keys alone.</summary>
    public IReadOnlyList<string> AllAreas(PostalAreas market) => Base is not { Position: { } from } || DistanceKm is not { } reach
        ? Areas
        : [.. Areas.Union(market.All.Where(area => area.Position is { } at && from.KilometresTo(at) <= reach).Select(area => area.Code), StringComparer.Ordinal)];
}
