using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>What this contractor holds and has not paid: it is on no board and among no bought leads. What ends first comes first.</summary>
public sealed record ListHolds(ContractorId Contractor) : IQuery<IReadOnlyList<HeldLead>>;

/// <param name="Upgrades">Their unlock of the lead, when it is the upgrade of one that is held.</param>
/// <param name="State">As of <see cref="UnlockView"/>: <c>reserved</c>, <c>opening</c>, <c>open</c>, <c>processing</c>, <c>cancelling</c>.</param>
/// <param name="HeldUntil">When the slot goes back, unless paid.</param>
public sealed record HeldLead(ListingId Listing, UnlockId? Upgrades, string Service, string Area, string State, DateTimeOffset HeldUntil);
