using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>How a checkout is opened at Stripe: with a key kept before the call, by one host at a time, until it answers.</summary>
internal sealed partial class Checkout
{
    /// <summary>How long one host is left alone with a try. Another that takes it over sends the same key: nothing doubles.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(40);

    private static readonly int[] Backoff = [2, 5, 15, 60];

    /// <summary>Takes the next try for one host; false when it isn't due, or there is nothing to open.</summary>
    public bool TakeTry(DateTimeOffset now)
    {
        if (State is not CheckoutState.Opening || NextTryAt is null || now < NextTryAt) return false;
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
        // Of a try with a card, a new key could charge it twice.
        if (TriesCard) throw new InvalidOperationException($"Purchase {PurchaseId} tries a card; its key stays.");
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

    private void StartAttempt(DateTimeOffset now)
    {
        Attempt++;
        IdempotencyKey = $"pur:{PurchaseId}:{(TriesCard ? "card" : "checkout")}:{Attempt}";
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds((now + Life).ToUnixTimeSeconds());
        NextTryAt = NeedsNoCard ? null : now;
    }
}
