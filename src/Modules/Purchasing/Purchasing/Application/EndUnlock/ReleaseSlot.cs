using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.EndUnlock;

/// <summary>Ends an unlock unpaid and reopens its slots, in one transaction.</summary>
internal sealed record ReleaseSlotCommand(UnlockId Unlock) : ICommand;

internal sealed class ReleaseSlotHandler(IListings listings, IUnlocks unlocks, TimeProvider clock) : ICommandHandler<ReleaseSlotCommand>
{
    public async Task<Result> Handle(ReleaseSlotCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;

        // Guarded by the state under the lock: given back once, however many workers are at it.
        var now = clock.GetUtcNow();
        if (unlock.Expire(now)) await listings.GiveBack(unlock.ListingId, unlock.Slots, now, cancellationToken);
        return Result.Success;
    }
}
