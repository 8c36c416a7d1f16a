using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>Which plan's rights a contractor has: a function of what Stripe last said, and of nothing that happened before it.</summary>
internal static class PlanRights
{
    /// <summary>The plan whose rights a subscription gives now; null when it gives none. A failed payment keeps them for the grace.</summary>
    public static string? Of(SubscriptionState state, string plan, DateTimeOffset? pastDueSince, TimeSpan grace, DateTimeOffset now) => state switch
    {
        SubscriptionState.Active => plan,
        SubscriptionState.PastDue when now < pastDueSince + grace => plan,
        _ => null,
    };

    /// <summary>What is paid for goes before what was given, and both before the plan that everybody has.</summary>
    // A plan taken out of the market file is no plan any more.
    public static Plan Effective(string? subscribed, string? gift, Market market) => Find(subscribed, market) ?? Find(gift, market) ?? market.EntryPlan;

    private static Plan? Find(string? plan, Market market) => plan is null ? null : market.FindPlan(plan);
}
