using LeadMarket.Billing.Contracts;
using LeadMarket.Coupons.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.DeliverContact;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.RefundUnlock;

/// <summary>Has Billing send back all of the money of an unlock that is to have it back. Every step bears a repeat: staff, the
/// payment's event, the sweeper and the end of a dispute may all be at it.</summary>
internal sealed record ContinueRefundProcess(UnlockId Unlock) : IProcess;

internal sealed class ContinueRefundHandler(IMediator modules) : IProcessHandler<ContinueRefundProcess>
{
    /// <summary>Billing's word for money that is back already, by whichever way.</summary>
    private const string NothingLeft = "billing.nothing-to-refund";

    public async Task<Result> Handle(ContinueRefundProcess request, CancellationToken cancellationToken)
    {
        var found = await modules.Send(new FindRefund(request.Unlock), cancellationToken);
        if (found.IsFailure) return found.Error;
        var refund = found.Value;
        if (refund.State is not (UnlockState.Refunding or UnlockState.RefundPending)) return Result.Success;

        // Billing has nothing to send, and would call off what only has to end.
        if (refund is { State: UnlockState.RefundPending, Free: true } && refund.Cause == RefundCause.Return) return await EndFreeSale(request.Unlock, cancellationToken);

        var cause = refund.Cause ?? RefundCause.Late;
        var way = refund.ToCredit ? RefundWay.Credit : RefundWay.Card;
        var sent = await modules.Send(new RefundPurchase(request.Unlock.AsPurchase(), cause.Word, way), cancellationToken);

        return refund.State is UnlockState.Refunding
            ? await AfterMoneyForNothing(request.Unlock, sent, cancellationToken)
            : await AfterSale(request.Unlock, cause, refund.InHand, sent, cancellationToken);
    }

    private async Task<Result> EndFreeSale(UnlockId unlock, CancellationToken cancel)
    {
        var lead = await modules.Send(new FindUnlockedLead(unlock), cancel);
        if (lead.IsFailure) return lead.Error;
        // Before the sale's end is written: after that nobody comes back here.
        var returned = await modules.Send(new ReturnCoupon(unlock.AsPurchase()), cancel);
        if (returned.IsFailure) return returned.Error;
        var ended = await modules.Send(new MarkRefundedCommand(unlock), cancel);
        return ended.IsFailure ? ended : await modules.Send(new TellSales(lead.Value.Listing, lead.Value.Lead), cancel);
    }

    private async Task<Result> AfterMoneyForNothing(UnlockId unlock, Result<RefundView> sent, CancellationToken cancel)
    {
        // The bank has it for now. When it has decided, this is asked again.
        if (sent.IsFailure && sent.Error == UnlockErrors.Disputed) return Result.Success;
        if (sent.IsFailure && sent.Error.Code is not NothingLeft) return sent.Error;

        // On its way, or owed: Billing's event tells the end.
        return sent.IsFailure || sent.Value.Progress is RefundProgress.Done
            ? await modules.Send(new MarkRefundedCommand(unlock), cancel)
            : Result.Success;
    }

    private async Task<Result> AfterSale(UnlockId unlock, RefundCause cause, bool inHand, Result<RefundView> sent, CancellationToken cancel)
    {
        // Not known whether it was sent: the sweeper asks again.
        if (sent.IsFailure && sent.Error.Kind is ErrorKind.Unavailable) return sent.Error;

        // Known under this cause for a part alone, or for what a card did not take: nothing of the rest is on its way. In hand already, it was of all
        // that was left: what is missing is an earlier part that a card sent back since, and is owed.
        var outcome = !sent.Succeeded(out var view) ? sent.Error == UnlockErrors.Disputed ? RefundOutcome.WithBank : RefundOutcome.Refused
            : view.Progress is RefundProgress.Failed ? RefundOutcome.Failed
            : view.Whole || inHand ? RefundOutcome.Taken
            : RefundOutcome.Refused;
        var kept = await modules.Send(new AnswerRefundCommand(unlock, cause.Word, outcome), cancel);
        if (sent.IsFailure) return sent.Error;
        return outcome is RefundOutcome.Refused ? UnlockErrors.CauseUsed : kept;
    }
}

internal enum RefundOutcome
{
    /// <summary>Billing sees to all of it, and tells its end by an event.</summary>
    Taken,

    /// <summary>For good: everything is as before.</summary>
    Refused,

    /// <summary>The bank has the money until it has decided.</summary>
    WithBank,

    /// <summary>The card did not take it.</summary>
    Failed,
}

/// <summary>Keeps what Billing answered. Once it sees to a lead's refund, that of its upgrade begins: before, the lead could still be kept.</summary>
internal sealed record AnswerRefundCommand(UnlockId Unlock, string Cause, RefundOutcome Outcome) : ICommand;

internal sealed class AnswerRefundHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<AnswerRefundCommand>
{
    public async Task<Result> Handle(AnswerRefundCommand command, CancellationToken cancellationToken)
    {
        var upgraded = await unlocks.LockLeadOf(command.Unlock, cancellationToken);
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        var (cause, now) = (new RefundCause(command.Cause), clock.GetUtcNow());
        // An upgrade whose lead is gone is not sold any more, whatever Billing refuses: the money is owed, and operators see to it.
        var owed = command.Outcome is RefundOutcome.Failed || (command.Outcome is RefundOutcome.Refused && upgraded?.State is UnlockState.Refunded);
        if (command.Outcome is RefundOutcome.WithBank && upgraded?.State is UnlockState.Refunded) unlock.LeaveRefundToBilling(cause);
        else if (owed) unlock.FailRefund(cause, now);
        else if (command.Outcome is RefundOutcome.Refused or RefundOutcome.WithBank) unlock.CallOffRefund(cause);
        else if (unlock.LeaveRefundToBilling(cause)) await unlocks.RefundUpgradeOf(unlock, now, cancellationToken);
        return Result.Success;
    }
}
