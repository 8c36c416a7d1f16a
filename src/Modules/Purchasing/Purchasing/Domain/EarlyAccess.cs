using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Domain;

/// <summary>When a lead opens to whom: the better plans see it some minutes ahead of the others.</summary>
internal sealed class EarlyAccess(Market market)
{
    private readonly TimeSpan _longest = market.Plans.Max(plan => plan.Wait);

    /// <summary>The plan whose waits count for a contractor. One not heard of yet, or that the market has no more, counts as the first.</summary>
    public Plan PlanOf(string? key) => key is null ? market.EntryPlan : market.FindPlan(key) ?? market.EntryPlan;

    /// <summary>Whatever was listed until then is open to this plan now.</summary>
    public DateTimeOffset ListedUntil(string? plan, DateTimeOffset now) => now - PlanOf(plan).Wait;

    public bool IsOpenTo(string? plan, DateTimeOffset listedAt, DateTimeOffset now) => listedAt <= ListedUntil(plan, now);

    /// <summary>The keys of the plans that see a lead by the time this one does.</summary>
    public IReadOnlyList<string> PlansOpenWith(string key) => [.. market.Plans.Where(plan => plan.Wait <= PlanOf(key).Wait).Select(plan => plan.Key)];

    /// <summary>When the last plan gets to see it; null once it does.</summary>
    public DateTimeOffset? OpenToAllAt(DateTimeOffset listedAt, DateTimeOffset now) => listedAt + _longest > now ? listedAt + _longest : null;
}
