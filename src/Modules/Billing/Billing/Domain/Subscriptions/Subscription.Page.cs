using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <content>Stripe's page on which it begins: opening → open → paid, or over.</content>
internal sealed partial class Subscription
{
    /// <summary>How long the page can be paid on. Stripe asks for 30 minutes at least and 24 hours at most; no slot waits for it.</summary>
    public static readonly TimeSpan PageLife = TimeSpan.FromHours(1);

    /// <summary>How long one host is left alone with a try. Another that takes it over sends the same key: nothing doubles.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(40);

    private static readonly int[] Backoff = [2, 5, 15, 60];

    /// <summary>Counts the keys: a new one only once the old one can no longer have any effect.</summary>
    public int Attempt { get; private set; }

    /// <summary>Kept before Stripe is called with it.</summary>
    public string IdempotencyKey { get; private set; } = "";

    /// <summary>Stripe's ids, one space between; frozen with the price.</summary>
    public string? TaxRates { get; private set; }

    public string? SessionId { get; private set; }

    public string? Url { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When Stripe ends the page; whole seconds, and part of what every repeat must send unchanged.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>When an opening without an answer is tried again, or an open page whose time is over is asked after.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>From then on nobody is given the page any more.</summary>
    public DateTimeOffset? CloseRequestedAt { get; private set; }

    public int CloseTries { get; private set; }

    public bool IsPage => State is SubscriptionState.Opening or SubscriptionState.Open;

    /// <summary>What is charged each month; null until the catalogue is known at Stripe and the first try was taken.</summary>
    public SubscriptionPrice? Price => PriceId is { } id && TaxRates is { } rates
        ? new SubscriptionPrice(id, new Money(PriceCents!.Value, Currency!), rates.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : null;

    public static Subscription Prepare(ContractorId contractor, string plan, SubscriptionTerms terms, DateTimeOffset at)
    {
        var subscription = new Subscription
        {
            Id = SubscriptionId.New(at), ContractorId = contractor, Plan = plan, State = SubscriptionState.Opening, Terms = terms, OpenedAt = at,
        };
        subscription.StartAttempt(at);
        return subscription;
    }

    /// <summary>Whether it still makes sense to ask Stripe for the page.</summary>
    public bool CanStillOpen(DateTimeOffset now) => CloseRequestedAt is null && now < OpenedAt + PageLife;

    /// <summary>Takes the next try for one host; false when it isn't due, or nothing is left to open.</summary>
    public bool TakeTry(DateTimeOffset now)
    {
        if (State is not SubscriptionState.Opening || now < NextTryAt) return false;
        NextTryAt = now + Lease;
        return true;
    }

    /// <summary>Freezes what the page charges. The first price stands, for a key goes with one body.</summary>
    public void FreezePrice(SubscriptionPrice price)
    {
        if (Price is not null) return;
        (PriceId, PriceCents, Currency) = (price.Id, price.Amount.Cents, price.Amount.Currency);
        TaxRates = string.Join(' ', price.TaxRates);
    }

    /// <summary>Stripe's answer is unknown: the same again, later and later.</summary>
    public void Postpone(DateTimeOffset now)
    {
        if (!IsPage) return;
        NextTryAt = now.AddSeconds(Backoff[Math.Min(Tries, Backoff.Length - 1)]);
        Tries++;
    }

    /// <summary>A new key and a new expiry, after Stripe refused the old expiry as too near.</summary>
    public Result NextAttempt(int after, DateTimeOffset now)
    {
        if (State is not SubscriptionState.Opening || !CanStillOpen(now)) return BillingErrors.CheckoutClosed;
        if (Attempt == after) StartAttempt(now);
        return Result.Success;
    }

    /// <summary>Keeps the page Stripe made; refused when it was given up meanwhile.</summary>
    public Result KeepPage(string sessionId, string? url)
    {
        if (IsOver || (IsPage && CloseRequestedAt is not null)) return BillingErrors.CheckoutClosed;
        SessionId ??= sessionId;
        if (State is SubscriptionState.Opening) (State, Url, NextTryAt, Tries) = (SubscriptionState.Open, url, ExpiresAt, 0);
        return Result.Success;
    }

    public void RequestClose(DateTimeOffset now)
    {
        if (!IsPage) return;
        CloseRequestedAt ??= now;
        CloseTries++;
        Postpone(now);
    }

    /// <summary>The page can no longer be paid, says Stripe. A subscription that came of it stays.</summary>
    public void EndPage(DateTimeOffset now)
    {
        if (IsPage) (State, EndedAt, NextTryAt, Url) = (SubscriptionState.Ended, now, null, null);
    }

    private void StartAttempt(DateTimeOffset now)
    {
        Attempt++;
        IdempotencyKey = $"sub:{Id}:checkout:{Attempt}";
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((now + PageLife).ToUnixTimeSeconds());
        NextTryAt = now;
    }
}
