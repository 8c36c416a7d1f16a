using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Disputes;

/// <summary>Hides the contact of an unlock whose payment is disputed.</summary>
/// <param name="Dispute">Billing's id of it.</param>
internal sealed record FreezeUnlockCommand(UnlockId Unlock, string Dispute) : ICommand;

internal sealed class FreezeUnlockHandler(IUnlocks unlocks) : ICommandHandler<FreezeUnlockCommand>
{
    public async Task<Result> Handle(FreezeUnlockCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (!unlock.IsSettled) return UnlockErrors.NotSettled;
        unlock.Freeze(command.Dispute);
        return Result.Success;
    }
}
