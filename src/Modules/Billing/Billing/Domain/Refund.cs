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
    Canceled,

    /// <summary>Another refund had given the money back already; this row moved none.</summary>
    Needless,
}

/// <summary>Money going back to a card, once per purchase and cause.</summary>
internal sealed class Refund
{
    /// <summary>Cause prefix of the refund of a second payment for one purchase.</summary>
    public const string SecondPayment = "second:";

    private Refund()
    {
    }

    public RefundId Id { get; private set; }

    public PurchaseId PurchaseId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public string PaymentIntent { get; private set; } = "";

    public string Cause { get; private set; } = "";

    /// <summary>Kept before Stripe is called with it; null for a refund made at Stripe itself.</summary>
    public string? IdempotencyKey { get; private set; }

    public long AmountCents { get; private set; }

    public string Currency { get; private set; } = "";

    public RefundState State { get; private set; }

    /// <summary>Stripe's <c>re_</c> id, once known.</summary>
    public string? StripeId { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public static Refund Of(Payment payment, string cause, DateTimeOffset at)
    {
        var id = RefundId.New(at);
        return From(payment, id, cause, $"refund:{id}", payment.AmountCents, at);
    }

    /// <summary>Gives back a payment that came second. Keyed by the payment: two hosts that both see it send one refund.</summary>
    public static Refund OfSecond(Payment payment, DateTimeOffset at) =>
        From(payment, RefundId.New(at), SecondPayment + payment.PaymentIntent, $"refund:second:{payment.PaymentIntent}", payment.AmountCents, at);

    /// <summary>A refund that someone made in Stripe's own dashboard.</summary>
    public static Refund MadeAtStripe(Payment payment, string stripeId, long cents, DateTimeOffset at) =>
        From(payment, RefundId.New(at), $"stripe:{stripeId}", key: null, cents, at);

    /// <summary>Copies what Stripe says of it.</summary>
    public void Answer(string? stripeId, RefundState state, DateTimeOffset at) =>
        (StripeId, State, AnsweredAt) = (StripeId ?? stripeId, state, at);

    private static Refund From(Payment payment, RefundId id, string cause, string? key, long cents, DateTimeOffset at) => new()
    {
        Id = id, PurchaseId = payment.PurchaseId, ContractorId = payment.ContractorId, PaymentIntent = payment.PaymentIntent,
        Cause = cause, IdempotencyKey = key, AmountCents = cents, Currency = payment.Currency,
        State = RefundState.Requested, RequestedAt = at,
    };
}
