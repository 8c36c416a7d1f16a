using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.Withdrawals;

/// <summary>Takes a contact back from one buyer. Idempotent.</summary>
internal sealed record DestroyCopyCommand(LeadId Lead, UnlockId Unlock) : ICommand;

internal sealed class DestroyCopyHandler(IUnlocks unlocks, TimeProvider clock) : ICommandHandler<DestroyCopyCommand>
{
    public async Task<Result> Handle(DestroyCopyCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.LockContact(command.Unlock, cancellationToken) is not { } contact || contact.LeadId != command.Lead)
            return UnlockErrors.NotFound;
        contact.TakeBack(erased: false, clock.GetUtcNow());
        return Result.Success;
    }
}
