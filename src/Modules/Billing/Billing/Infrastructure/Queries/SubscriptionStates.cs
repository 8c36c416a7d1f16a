using LeadMarket.Billing.Domain.Subscriptions;

namespace LeadMarket.Billing.Infrastructure.Queries;

/// <summary>States as the rows spell them: <c>past_due</c>.</summary>
internal static class SubscriptionStates
{
    public static SubscriptionState Read(string text) =>
        Enum.Parse<SubscriptionState>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>As the contract spells them: <c>past-due</c>.</summary>
    public static string Public(string text) => text.Replace('_', '-');
}
