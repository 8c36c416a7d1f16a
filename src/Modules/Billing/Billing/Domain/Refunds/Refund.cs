using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>Money going back, once per purchase and cause.</summary>
internal sealed partial class Refund : Aggregate
{
    /// <summary>Cause prefix of the refund of a second payment for one purchase.</summary>
    public const string SecondPayment = "second:";

    /// <summary>Ends the cause of the credits' part of a refund.</summary>
    private const string CreditPart = ":credit";

    /// <summary>Ends the cause of credits in place of a refund that no card took.</summary>
    private const string InsteadPart = ":instead";

    private Refund()
    {
    }

    public RefundId Id { get; private set; }

    public PurchaseId PurchaseId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public string Cause { get; private set; } = "";

    public RefundWay Way { get; private set; }

    /// <summary>What it gives back; absent for credits, unless they stand in for a card's refund.</summary>
    public string? PaymentIntent { get; private set; }

    /// <summary>Kept before Stripe is called with it; absent for credits and for a refund made at Stripe itself.</summary>
    public string? IdempotencyKey { get; private set; }

    public int Attempt { get; private set; }

    /// <summary>Since when there is this key. Stripe may forget it after 24 h.</summary>
    public DateTimeOffset? KeyedAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>When Stripe last refused it with a reason that may pass; then nobody asks before <see cref="NextTryAt"/>.</summary>
    public DateTimeOffset? RefusedAt { get; private set; }

    public DateTimeOffset? NextTryAt { get; private set; }

    public long AmountCents { get; private set; }

    public string Currency { get; private set; } = "";

    public RefundState State { get; private set; }

    /// <summary>Stripe's <c>re_</c> id, once known.</summary>
    public string? StripeId { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Since when it is in the books; stays when the card sends the money back.</summary>
    public DateTimeOffset? SucceededAt { get; private set; }

    /// <summary>It failed, and nothing else has given the money back yet.</summary>
    public bool Owed { get; private set; }

    /// <summary>What its credit note reverses of the invoice.</summary>
    public long CreditedCents { get; private set; }

    public Money Amount => new(AmountCents, Currency);

    /// <summary>Stripe refused to make it: it may be asked for again.</summary>
    public bool WasRefused => State is RefundState.Canceled && StripeId is null;

    /// <summary>It takes from what can be given back: it is on its way, or in the books.</summary>
    public bool Counts => SucceededAt is not null || State is RefundState.Requested or RefundState.Pending or RefundState.RequiresAction;

    /// <summary>The word that it was asked with.</summary>
    public string AskedAs => Without(Without(Cause, InsteadPart), CreditPart);

    public static Refund ToCard(Payment payment, string cause, long cents, DateTimeOffset at)
    {
        var id = RefundId.New(at);
        return From(payment, id, cause, $"refund:{id}", cents, at);
    }

    /// <summary>Gives back a payment that came second. Keyed by the payment: two hosts that both see it send one refund.</summary>
    public static Refund OfSecond(Payment payment, DateTimeOffset at) =>
        From(payment, RefundId.New(at), SecondPayment + payment.PaymentIntent, $"refund:second:{payment.PaymentIntent}", payment.AmountCents, at);

    /// <summary>A refund that someone made in Stripe's own dashboard.</summary>
    public static Refund MadeAtStripe(Payment payment, string stripeId, long cents, DateTimeOffset at) =>
        From(payment, RefundId.New(at), $"stripe:{stripeId}", key: null, cents, at);

    public static Refund ToCredit(PurchaseId purchase, ContractorId contractor, string cause, Money amount, DateTimeOffset at) => new()
    {
        Id = RefundId.New(at), PurchaseId = purchase, ContractorId = contractor, Cause = cause, Way = RefundWay.Credit, Attempt = 1,
        AmountCents = amount.Cents, Currency = amount.Currency, State = RefundState.Requested, RequestedAt = at,
    };

    /// <summary>Credits in place of a refund that no card took.</summary>
    public static Refund InsteadOf(Refund failed, DateTimeOffset at)
    {
        var instead = ToCredit(failed.PurchaseId, failed.ContractorId, failed.Cause + InsteadPart, failed.Amount, at);
        instead.PaymentIntent = failed.PaymentIntent;
        return instead;
    }

    public static string CreditPartOf(string cause) => cause + CreditPart;

    /// <summary>Copies what Stripe says of it. Answers may be applied in another order than they were given: none leads back.</summary>
    /// <param name="cents">What really goes: Stripe gives back the rest of a payment when somebody was quicker with a part.</param>
    public void Hear(string stripeId, RefundState state, long cents, DateTimeOffset at)
    {
        if (StripeId is not null && (StripeId != stripeId || Rank(state) < Rank(State) || state == State || Rank(State) == Ended)) return;
        if (SucceededAt is null) AmountCents = cents;
        (StripeId, State, AnsweredAt, NextTryAt) = (stripeId, state, at, null);
        if (state is RefundState.Succeeded) Succeed(at);
        if (state is RefundState.Failed or RefundState.Canceled)
        {
            Owed = true;
            Raise(new RefundFellThrough(this, WasBack: SucceededAt is not null));
        }
    }

    /// <summary>Gives credits: at once, and whole.</summary>
    public void Credit(DateTimeOffset at)
    {
        if (Way is not RefundWay.Credit || State is not RefundState.Requested) return;
        (State, AnsweredAt) = (RefundState.Succeeded, at);
        Succeed(at);
    }

    /// <summary>The money was back before this could move any.</summary>
    public void MarkNeedless(DateTimeOffset at) => End(RefundState.Needless, at);

    /// <summary>Stripe refuses for certain to make it.</summary>
    public void Refuse(DateTimeOffset at) => End(RefundState.Canceled, at);

    /// <summary>The money was given back in another way.</summary>
    public void NoLongerOwed() => Owed = false;

    /// <summary>Notes how much of the invoice its credit note reverses.</summary>
    public void NoteCreditNote(long cents) => CreditedCents = cents;

    private void Succeed(DateTimeOffset at)
    {
        SucceededAt = at;
        Raise(new RefundSucceeded(this));
    }

    private void End(RefundState state, DateTimeOffset at)
    {
        if (State is RefundState.Requested) (State, AnsweredAt, NextTryAt) = (state, at, null);
    }

    private static string Without(string cause, string end) => cause.EndsWith(end, StringComparison.Ordinal) ? cause[..^end.Length] : cause;

    private const int Ended = 3;

    private static int Rank(RefundState state) => state switch
    {
        RefundState.Requested => 0,
        RefundState.Pending or RefundState.RequiresAction => 1,
        RefundState.Succeeded => 2,
        _ => Ended,
    };

    private static Refund From(Payment payment, RefundId id, string cause, string? key, long cents, DateTimeOffset at) => new()
    {
        Id = id, PurchaseId = payment.PurchaseId, ContractorId = payment.ContractorId, PaymentIntent = payment.PaymentIntent, Way = RefundWay.Card,
        Cause = cause, IdempotencyKey = key, KeyedAt = key is null ? null : at, Attempt = 1, AmountCents = cents, Currency = payment.Currency,
        State = RefundState.Requested, RequestedAt = at, NextTryAt = at + FirstTry,
    };
}
