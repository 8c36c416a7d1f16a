using LeadMarket.Billing.Contracts;

namespace LeadMarket.Billing.Domain;

/// <summary>How a refund is asked for until Stripe has answered: with which key, and when again.</summary>
internal sealed partial class Refund
{
    private static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Asks again for what Stripe refused to make, with a new key.</summary>
    public void AskAgain(long cents, DateTimeOffset at)
    {
        if (!WasRefused) throw new InvalidOperationException($"Refund {Id} was not refused.");
        (State, AmountCents, AnsweredAt, Attempt) = (RefundState.Requested, cents, null, Attempt + 1);
        if (Way is RefundWay.Card) (IdempotencyKey, KeyedAt, Tries, NextTryAt, RefusedAt) = ($"refund:{Id}:{Attempt}", at, 0, at + FirstTry, null);
    }

    /// <summary>Whether Stripe is not to be bothered again yet.</summary>
    public bool Waits(DateTimeOffset at) => RefusedAt is not null && NextTryAt > at;

    /// <summary>Notes that Stripe refused it with a reason that may pass.</summary>
    public void PutOff(DateTimeOffset at)
    {
        if (State is RefundState.Requested) RefusedAt = at;
    }

    /// <summary>Takes a new key once Stripe may have forgotten the old one: only after what that made was looked for, and not found.</summary>
    public void TakeNewKey(string old, DateTimeOffset at)
    {
        if (State is not RefundState.Requested || IdempotencyKey != old) return;
        Attempt++;
        (IdempotencyKey, KeyedAt) = ($"refund:{Id}:{Attempt}", at);
    }

    /// <summary>Notes a try, and when the next one is due unless this one is answered.</summary>
    public void CountTry(DateTimeOffset at)
    {
        if (NextTryAt is null) return;
        var wait = FirstTry * Math.Pow(2, Math.Min(Tries, 10));
        (Tries, NextTryAt) = (Tries + 1, at + (wait < LongestWait ? wait : LongestWait));
    }
}
