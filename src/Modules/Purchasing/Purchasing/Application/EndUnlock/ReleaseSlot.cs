using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.EndUnlock;

/// <summary>Ends an unlock unpaid and reopens its slot, in one transaction.</summary>
internal sealed record ReleaseSlotCommand(UnlockId Unlock) : ICommand;

internal sealed class ReleaseSlotHandler(IListings listings, IUnlocks unlocks, TimeProvider clock) : ICommandHandler<ReleaseSlotCommand>
{
    public async Task<Result> Handle(ReleaseSlotCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;

        // Guarded by the state under the lock: given back once, however many workers are at it.
        if (unlock.Expire(clock.GetUtcNow())) await listings.GiveBackSlot(unlock.ListingId, unlock.Slot, cancellationToken);
        return Result.Success;
    }
}
