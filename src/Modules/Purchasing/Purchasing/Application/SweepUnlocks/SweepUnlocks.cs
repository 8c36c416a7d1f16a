using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.EndUnlock;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.SweepUnlocks;

/// <summary>Finishes or undoes whatever stopped half way, and ends holds that are over or whose lead is no longer for sale.</summary>
internal sealed record SweepUnlocks : IProcess;

internal sealed class SweepUnlocksProcess(IMediator modules, TimeProvider clock) : IProcessHandler<SweepUnlocks>
{
    public async Task<Result> Handle(SweepUnlocks request, CancellationToken cancellationToken)
    {
        var due = await modules.Send(new FindDueUnlocks(), cancellationToken);
        if (due.IsFailure) return due.Error;

        foreach (var unlock in due.Value)
        {
            var over = unlock.State is UnlockState.Cancelling || unlock.OffMarket || unlock.HeldUntil <= clock.GetUtcNow();
            IProcess next = unlock.State is UnlockState.RefundPending ? new ContinueRefundProcess(unlock.Id)
                : over ? new EndUnlockProcess(unlock.Id)
                : new ContinueUnlock(unlock.Id);

            // Before the step, whatever will come of it: one that throws must not stand first in every sweep to come.
            await modules.Send(new PostponeUnlockCommand(unlock.Id), cancellationToken);
            await modules.Send(next, cancellationToken);
        }

        return Result.Success;
    }
}

/// <summary>Unlocks whose time has come, or that nobody may pay for any more; the longest due first, a sweep's worth.</summary>
internal sealed record FindDueUnlocks : IQuery<IReadOnlyList<DueUnlock>>;

/// <param name="OffMarket">The homeowner wants nobody else, or it upgrades a lead that is not paid for any more, or whose contact is gone.</param>
internal sealed record DueUnlock(UnlockId Id, UnlockState State, DateTimeOffset HeldUntil, bool OffMarket);
