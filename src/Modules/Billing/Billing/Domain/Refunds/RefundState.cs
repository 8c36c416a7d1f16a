using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

internal readonly record struct RefundId(Guid Value) : ITypedId<RefundId>
{
    public static RefundId From(Guid value) => new(value);

    public static RefundId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

/// <summary>How far a refund is; all but the first and the last are Stripe's words.</summary>
internal enum RefundState
{
    /// <summary>Kept, and not yet answered by Stripe.</summary>
    Requested,
    Pending,
    RequiresAction,
    Succeeded,
    Failed,

    /// <summary>It moved nothing, and never will. Without an id of Stripe's: Stripe refused to make it.</summary>
    Canceled,

    /// <summary>Another refund had given the money back already; this row moved none.</summary>
    Needless,
}

/// <summary>Money is back, at a card or in credits.</summary>
internal sealed record RefundSucceeded(Refund Refund) : IDomainEvent;

/// <summary>A card did not take it, or somebody stopped it on its way.</summary>
/// <param name="WasBack">It was in the books already: a card may send money back days later.</param>
internal sealed record RefundFellThrough(Refund Refund, bool WasBack) : IDomainEvent;
