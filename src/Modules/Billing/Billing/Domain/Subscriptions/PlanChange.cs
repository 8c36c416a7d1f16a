using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

internal enum PlanChangeState
{
    /// <summary>Kept, and not yet answered by Stripe.</summary>
    Requested,

    /// <summary>Stripe took it; whether its bill is paid is the subscription's to tell.</summary>
    Answered,

    /// <summary>Stripe refused it, or it grew too old to be sent: nobody is charged for a price they saw long ago.</summary>
    Dropped,
}

/// <summary>What Stripe is asked when a plan changes; unchanged on every repeat of its key.</summary>
/// <param name="AsOf">The second from which the new plan is reckoned, as the contractor saw it.</param>
/// <param name="ChargesNow">The new plan is dearer: the difference is billed at once, or nothing changes.</param>
internal sealed record PlanChangeTerms(
    string StripeId, string ItemId, string FromPlan, string ToPlan, string PriceId, DateTimeOffset AsOf, bool ChargesNow, long DueNowCents);

/// <summary>A confirmed change of plan, kept with its idempotency key before Stripe is asked.</summary>
internal sealed class PlanChange : Aggregate
{
    /// <summary>How long a preview can be confirmed, and its confirmation sent.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(30);

    private static readonly int[] Backoff = [2, 5, 15, 60];

    private PlanChange()
    {
    }

    public Guid Id { get; private set; }

    public SubscriptionId SubscriptionId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public PlanChangeState State { get; private set; }

    public string IdempotencyKey { get; private set; } = "";

    public PlanChangeTerms Terms { get; private set; } = null!;

    public int Tries { get; private set; }

    public DateTimeOffset? NextTryAt { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public static PlanChange Request(Subscription subscription, PlanChangeTerms terms, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        return new PlanChange
        {
            Id = id, SubscriptionId = subscription.Id, ContractorId = subscription.ContractorId, State = PlanChangeState.Requested,
            IdempotencyKey = $"change:{id}", Terms = terms, RequestedAt = at, NextTryAt = at,
        };
    }

    /// <summary>No first request may be made any more.</summary>
    public bool IsStale(DateTimeOffset now) => now > Terms.AsOf + Validity;

    /// <summary>One host is at it for a while.</summary>
    public void Lease(DateTimeOffset now)
    {
        if (State is PlanChangeState.Requested) NextTryAt = now + Subscription.Lease;
    }

    /// <summary>Stripe's answer is unknown: the same key again, later and later.</summary>
    public void Postpone(DateTimeOffset now)
    {
        if (State is not PlanChangeState.Requested) return;
        NextTryAt = now.AddSeconds(Backoff[Math.Min(Tries, Backoff.Length - 1)]);
        Tries++;
    }

    public void Settle(PlanChangeState state, DateTimeOffset at)
    {
        if (State is PlanChangeState.Requested) (State, AnsweredAt, NextTryAt) = (state, at, null);
    }
}
