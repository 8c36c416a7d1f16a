using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

internal readonly record struct SubscriptionId(Guid Value) : ITypedId<SubscriptionId>
{
    public static SubscriptionId From(Guid value) => new(value);

    public static SubscriptionId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

/// <summary>Where a subscription stands: the first two are ours, while its page is made; the others are Stripe's.</summary>
internal enum SubscriptionState
{
    /// <summary>Stripe has not answered yet with a page.</summary>
    Opening,

    /// <summary>Stripe's page waits for its buyer.</summary>
    Open,

    /// <summary>The first bill is not paid yet.</summary>
    Incomplete,
    Active,
    PastDue,
    Unpaid,

    /// <summary>Not running now; also what Stripe calls by a word we do not know. Gives no rights and may come back.</summary>
    Paused,

    /// <summary>Over for good: cancelled, or its page can no longer be paid.</summary>
    Ended,
}
