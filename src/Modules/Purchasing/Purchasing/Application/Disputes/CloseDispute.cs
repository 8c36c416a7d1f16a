using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Disputes;

/// <summary>Takes the bank's decision: won, the contact is shown again; lost, it stays hidden for good.</summary>
/// <param name="Dispute">Billing's id of it.</param>
internal sealed record CloseDisputeCommand(UnlockId Unlock, string Dispute, bool Won) : ICommand;

internal sealed class CloseDisputeHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<CloseDisputeCommand>
{
    public async Task<Result> Handle(CloseDisputeCommand command, CancellationToken cancellationToken)
    {
        var upgraded = await unlocks.LockLeadOf(command.Unlock, cancellationToken);
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (!unlock.IsSettled) return UnlockErrors.NotSettled;
        unlock.CloseDispute(command.Dispute, command.Won);

        // While the bank had the upgrade's money it could not follow the lead's.
        if (upgraded?.State is UnlockState.Refunded) unlock.FollowRefundOf(upgraded, clock.GetUtcNow());
        return Result.Success;
    }
}
