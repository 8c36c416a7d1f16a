using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.RefundUnlock;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using MediatR;

namespace LeadMarket.Purchasing.Application.Returns;

/// <summary>Has the money of an approved return sent back. Every step bears a repeat: the verdict's event and the sweep may both be at it.</summary>
internal sealed record SettleReturnProcess(ReturnId Return) : IProcess;

internal sealed class SettleReturnHandler(IMediator modules) : IProcessHandler<SettleReturnProcess>
{
    public async Task<Result> Handle(SettleReturnProcess request, CancellationToken cancellationToken)
    {
        var taken = await modules.Send(new TakeReturnToSettleCommand(request.Return), cancellationToken);
        if (!taken.Succeeded(out var next)) return taken.Error;

        // Told its end by Billing's event, which reopens the slot.
        return next.What is ReturnSettlement.Refund ? await modules.Send(new ContinueRefundProcess(next.Unlock), cancellationToken) : Result.Success;
    }
}

/// <summary>Starts giving the money of an approved return back, or finds out what is left to do for it.</summary>
internal sealed record TakeReturnToSettleCommand(ReturnId Return) : ICommand<SettlementDue>;

internal sealed record SettlementDue(UnlockId Unlock, ReturnSettlement What);

internal sealed class TakeReturnToSettleHandler(IReturns returns, TimeProvider clock) : ICommandHandler<TakeReturnToSettleCommand, SettlementDue>
{
    public async Task<Result<SettlementDue>> Handle(TakeReturnToSettleCommand command, CancellationToken cancellationToken) =>
        await returns.Lock(command.Return, cancellationToken) is { } found
            ? new SettlementDue(found.Unlock.Id, found.Return.Settle(found.Unlock, clock.GetUtcNow()))
            : ReturnErrors.NotFound;
}
