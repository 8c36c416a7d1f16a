using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>How a checkout ends.</summary>
internal sealed partial class Checkout
{
    public void RequestClose(DateTimeOffset now)
    {
        if (CountsAsPaid || State is CheckoutState.Closed or CheckoutState.Processing) return;
        CloseRequestedAt ??= now;
        CloseTries++;
        Postpone(now);
    }

    /// <summary>It can no longer be paid, says Stripe. Money that came first stays.</summary>
    public void Close(DateTimeOffset at)
    {
        if (CountsAsPaid || State is CheckoutState.Closed) return;
        (State, NextTryAt, SettledAt) = (CheckoutState.Closed, null, at);
        Raise(new CheckoutClosedDomainEvent(PurchaseId, at));
    }

    /// <summary>The buyer has submitted a way of paying that takes days. An end that was told first stays.</summary>
    public void MarkProcessing(string? sessionId, string? cardIntent, DateTimeOffset at)
    {
        if (CountsAsPaid || State is not (CheckoutState.Opening or CheckoutState.Open)) return;
        (State, NextTryAt) = (CheckoutState.Processing, null);
        SessionId ??= sessionId;
        if (TriesCard) CardIntent ??= cardIntent;
        if (ContractorId is { } contractor) Raise(new CheckoutProcessingDomainEvent(PurchaseId, contractor, at));
    }

    /// <summary>Money was captured or credits were spent, also after a close: then it is for the purchase's owner to give it back.</summary>
    /// <param name="settled">What was captured, and the credits spent.</param>
    /// <param name="matches">It is what was asked for, from whom it was asked.</param>
    public void MarkPaid(Money settled, bool matches, string? sessionId, DateTimeOffset at)
    {
        if (State is CheckoutState.Paid) return;
        (State, NextTryAt, SettledAt) = (CheckoutState.Paid, null, at);
        SessionId ??= sessionId;
        if (ContractorId is { } contractor) Raise(new CheckoutPaidDomainEvent(PurchaseId, contractor, settled, matches, at));
    }
}
