using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>Money that goes back, and money that a bank takes back.</summary>
internal sealed partial class Unlock
{
    /// <summary>Why its money goes, or went, back. Absent unless it does, on what was given back in Stripe's dashboard, and on what
    /// an earlier release sent back as late.</summary>
    public RefundCause? RefundCause { get; private set; }

    /// <summary>The money goes to the contractor's credits, not to where it came from.</summary>
    public bool RefundToCredit { get; private set; }

    public DateTimeOffset? RefundFailedAt { get; private set; }

    public string[] OpenDisputes { get; private set; } = [];

    public string[] ClosedDisputes { get; private set; } = [];

    /// <summary>The money came, and what it was for is settled. News of a dispute can be quicker than that.</summary>
    public bool IsSettled => PaidAt is not null || State is UnlockState.Refunding or UnlockState.Refunded;

    /// <summary>Hides the contact and starts giving all of the money back. The slot stays taken until the money is there.
    /// The same cause again changes nothing; after a failure another cause may try anew.</summary>
    public Result BeginRefund(RefundCause cause, bool toCredit, DateTimeOffset at)
    {
        if (cause == RefundCause && State is UnlockState.RefundPending or UnlockState.RefundFailed or UnlockState.Refunded) return Result.Success;
        if (State is UnlockState.Disputed) return UnlockErrors.Disputed;
        if (State is not (UnlockState.Paid or UnlockState.RefundFailed)) return UnlockErrors.NotRefundable;
        (State, RefundCause, RefundToCredit, DueAt) = (UnlockState.RefundPending, cause, toCredit, at + StalledAfter);
        return Result.Success;
    }

    /// <summary>Billing has the refund in hand, and tells its end by an event.</summary>
    /// <returns>False when it is not this refund that is under way.</returns>
    public bool LeaveRefundToBilling(RefundCause cause)
    {
        if (State is not UnlockState.RefundPending || RefundCause != cause) return false;
        DueAt = null;
        return true;
    }

    /// <summary>Billing refuses the refund for good: everything is as it was before.</summary>
    public void CallOffRefund(RefundCause cause)
    {
        if (State is not UnlockState.RefundPending || RefundCause != cause) return;
        DueAt = null;
        if (RefundFailedAt is not null) State = UnlockState.RefundFailed;
        else (State, RefundCause, RefundToCredit) = (OpenDisputes.Length > 0 ? UnlockState.Disputed : UnlockState.Paid, null, false);
    }

    /// <summary>The card did not take it. News of another refund than the one under way changes nothing.</summary>
    public void FailRefund(RefundCause cause, DateTimeOffset at)
    {
        if (State is UnlockState.RefundPending && RefundCause == cause)
            (State, RefundFailedAt, DueAt) = (UnlockState.RefundFailed, at, null);
    }

    /// <summary>All of the money is back, whoever sent it.</summary>
    /// <returns>True when this call ended a sale, and its slot has to go back.</returns>
    public bool MarkRefunded(DateTimeOffset at)
    {
        if (State is UnlockState.Refunding) State = UnlockState.Refunded;
        if (PaidAt is null || State is UnlockState.Refunded) return false;
        (State, DueAt, EndedAt) = (UnlockState.Refunded, null, at);
        return true;
    }

    /// <summary>Hides the contact while a bank decides. A dispute that is known, or over already, changes nothing.</summary>
    public void Freeze(string dispute)
    {
        if (OpenDisputes.Contains(dispute, StringComparer.Ordinal) || ClosedDisputes.Contains(dispute, StringComparer.Ordinal)) return;
        OpenDisputes = [.. OpenDisputes, dispute];
        if (State is UnlockState.Paid) State = UnlockState.Disputed;
    }

    /// <summary>The bank has decided. Won, the contact is shown again; lost, never.</summary>
    public void CloseDispute(string dispute, bool won)
    {
        if (ClosedDisputes.Contains(dispute, StringComparer.Ordinal)) return;
        (OpenDisputes, ClosedDisputes) = ([.. OpenDisputes.Where(open => open != dispute)], [.. ClosedDisputes, dispute]);

        if (won)
        {
            if (State is UnlockState.Disputed && OpenDisputes.Length == 0) State = UnlockState.Paid;
        }
        else if (State is UnlockState.Refunding)
        {
            // It bought nothing, and now the bank has given it back.
            State = UnlockState.Refunded;
        }
        else if (State is UnlockState.Paid or UnlockState.Disputed or UnlockState.RefundPending or UnlockState.RefundFailed)
        {
            (State, DueAt) = (UnlockState.ChargedBack, null);
        }
    }
}
