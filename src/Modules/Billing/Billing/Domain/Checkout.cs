using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>One purchase's way through Stripe Checkout: opening → open → paid or closed. A purchase never has two.</summary>
internal sealed class Checkout : Aggregate
{
    /// <summary>How long Stripe's session lives. Stripe asks for 30 minutes at least; the rest is for clocks that differ.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(31);

    /// <summary>How long one host is left alone with a try. Another that takes it over sends the same key: nothing doubles.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(40);

    private static readonly int[] Backoff = [2, 5, 15, 60];

    private Checkout()
    {
    }

    public PurchaseId PurchaseId { get; private set; }

    /// <summary>Null only for a purchase that was closed before it was ever opened.</summary>
    public ContractorId? ContractorId { get; private set; }

    public CheckoutState State { get; private set; }

    /// <summary>Counts the idempotency keys: a new one only once the old one can no longer have any effect.</summary>
    public int Attempt { get; private set; }

    /// <summary>Kept before Stripe is called with it.</summary>
    public string? IdempotencyKey { get; private set; }

    public string Currency { get; private set; } = "";

    public long SubtotalCents { get; private set; }

    public long DiscountCents { get; private set; }

    public long TaxCents { get; private set; }

    public long TotalCents { get; private set; }

    /// <summary>Null only for a purchase that was never opened.</summary>
    public CheckoutTerms? Terms { get; private set; }

    public string? SessionId { get; private set; }

    public string? Url { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When Stripe ends the session; whole seconds, and part of what every repeat must send unchanged.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>When an opening without an answer is tried again.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>From then on nobody is given the payment page any more.</summary>
    public DateTimeOffset? CloseRequestedAt { get; private set; }

    public int CloseTries { get; private set; }

    public DateTimeOffset? SettledAt { get; private set; }

    public Money Total => new(TotalCents, Currency);

    public CheckoutView View => new(State, State is CheckoutState.Open && Url is not null ? new Uri(Url) : null);

    /// <summary>Whether it still makes sense to ask Stripe for a session.</summary>
    public bool CanStillOpen(DateTimeOffset now) => CloseRequestedAt is null && now < OpenedAt + Life;

    /// <summary>Keeps a purchase's charge and its first idempotency key. A total of zero needs no card and is paid at once.</summary>
    public static Result<Checkout> Prepare(
        PurchaseId purchase, ContractorId contractor, Charge charge, CheckoutTerms terms, DateTimeOffset at)
    {
        var tax = charge.Taxes.Aggregate(Money.Zero(charge.Total.Currency), (sum, line) => sum + line.Amount);
        if (charge.Subtotal - charge.Discount + tax != charge.Total || terms.Lines.Sum(line => line.Cents) != charge.Total.Cents)
            throw new InvalidOperationException($"The charge of purchase {purchase} does not add up.");
        if (!LeadPricing.IsChargeable(charge.Total)) return BillingErrors.AmountTooSmall;

        var checkout = new Checkout
        {
            PurchaseId = purchase, ContractorId = contractor, State = CheckoutState.Opening, Terms = terms,
            Currency = charge.Total.Currency, SubtotalCents = charge.Subtotal.Cents, DiscountCents = charge.Discount.Cents,
            TaxCents = tax.Cents, TotalCents = charge.Total.Cents, OpenedAt = at,
        };
        checkout.StartAttempt(at);
        if (charge.Total.Cents == 0) checkout.MarkPaid(charge.Total, sessionId: null, at);
        return checkout;
    }

    /// <summary>Bars a purchase that never had a checkout from getting one.</summary>
    public static Checkout NeverOpened(PurchaseId purchase, string currency, DateTimeOffset at) => new()
    {
        PurchaseId = purchase, State = CheckoutState.Closed, Currency = currency,
        OpenedAt = at, CloseRequestedAt = at, SettledAt = at,
    };

    /// <summary>Takes the next try for one host; false when it isn't due, or nothing is left to open.</summary>
    public bool TakeTry(DateTimeOffset now)
    {
        if (State is not CheckoutState.Opening || now < NextTryAt) return false;
        NextTryAt = now + Lease;
        return true;
    }

    /// <summary>Stripe's answer is unknown: the same key again, later and later.</summary>
    public void Postpone(DateTimeOffset now)
    {
        if (State is not CheckoutState.Opening) return;
        NextTryAt = now.AddSeconds(Backoff[Math.Min(Tries, Backoff.Length - 1)]);
        Tries++;
    }

    /// <summary>A new key and a new expiry, after Stripe refused the old expiry as too near: no request with the old key,
    /// however late it arrives, can still open anything.</summary>
    public Result NextAttempt(int after, DateTimeOffset now)
    {
        if (State is CheckoutState.Opening && !CanStillOpen(now)) return BillingErrors.CheckoutClosed;
        if (State is CheckoutState.Opening && Attempt == after) StartAttempt(now);
        return Result.Success;
    }

    /// <summary>Keeps the session Stripe opened; refused when the purchase was closed meanwhile.</summary>
    public Result KeepSession(string sessionId, string? url)
    {
        if (State is CheckoutState.Closed || (State is CheckoutState.Opening && CloseRequestedAt is not null))
            return BillingErrors.CheckoutClosed;
        SessionId ??= sessionId;
        if (State is CheckoutState.Opening) (State, Url, NextTryAt) = (CheckoutState.Open, url, null);
        return Result.Success;
    }

    public void RequestClose(DateTimeOffset now)
    {
        if (State is CheckoutState.Paid or CheckoutState.Closed) return;
        CloseRequestedAt ??= now;
        CloseTries++;
        Postpone(now);
    }

    /// <summary>It can no longer be paid, says Stripe. Money that came first stays.</summary>
    public void Close(DateTimeOffset at)
    {
        if (State is CheckoutState.Paid or CheckoutState.Closed) return;
        (State, NextTryAt, SettledAt) = (CheckoutState.Closed, null, at);
        Raise(new CheckoutClosedDomainEvent(PurchaseId, at));
    }

    /// <summary>Money was captured, also after a close: then it is for the purchase's owner to give it back.</summary>
    public void MarkPaid(Money captured, string? sessionId, DateTimeOffset at)
    {
        if (State is CheckoutState.Paid) return;
        (State, NextTryAt, SettledAt) = (CheckoutState.Paid, null, at);
        SessionId ??= sessionId;
        if (ContractorId is { } contractor) Raise(new CheckoutPaidDomainEvent(PurchaseId, contractor, captured, at));
    }

    private void StartAttempt(DateTimeOffset now)
    {
        Attempt++;
        IdempotencyKey = $"pur:{PurchaseId}:checkout:{Attempt}";
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((now + Life).ToUnixTimeSeconds());
        NextTryAt = now;
    }
}
