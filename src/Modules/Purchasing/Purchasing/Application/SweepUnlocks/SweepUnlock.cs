using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.EndUnlock;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.SweepUnlocks;

/// <summary>Takes the next step of one unlock that is due.</summary>
internal sealed record SweepUnlock(DueUnlock Unlock) : IProcess;

internal sealed class SweepUnlockProcess(IMediator modules, TimeProvider clock) : IProcessHandler<SweepUnlock>
{
    public async Task<Result> Handle(SweepUnlock request, CancellationToken cancellationToken)
    {
        var unlock = request.Unlock;
        IProcess next = unlock.State is UnlockState.RefundPending ? new ContinueRefundProcess(unlock.Id)
            : unlock.IsOver(clock.GetUtcNow()) ? new EndUnlockProcess(unlock.Id)
            : new ContinueUnlock(unlock.Id);

        // Before the step, whatever will come of it: one that throws must not stand first in every sweep to come.
        await modules.Send(new PostponeUnlockCommand(unlock.Id), cancellationToken);
        return await modules.Send(next, cancellationToken);
    }
}
