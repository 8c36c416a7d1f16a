using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.RefundUnlock;

/// <summary>All of the money is back: ends the sale, reopens its slots and destroys the copy of the contact, in one transaction. The money of
/// its upgrade goes back too.</summary>
internal sealed record MarkRefundedCommand(UnlockId Unlock) : ICommand;

internal sealed class MarkRefundedHandler(IListings listings, IUnlocks unlocks, TimeProvider clock) : ICommandHandler<MarkRefundedCommand>
{
    public async Task<Result> Handle(MarkRefundedCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (!unlock.IsSettled) return UnlockErrors.NotSettled;

        // Guarded by the state under the lock: given back once, however often it is told.
        var now = clock.GetUtcNow();
        if (!unlock.MarkRefunded(now)) return Result.Success;
        await unlocks.RefundUpgradeOf(unlock, now, cancellationToken);
        (await unlocks.LockContact(unlock.Id, cancellationToken))?.TakeBackRefunded(now);
        await listings.GiveBackSold(unlock.ListingId, unlock.Slots, now, cancellationToken);
        return Result.Success;
    }
}
