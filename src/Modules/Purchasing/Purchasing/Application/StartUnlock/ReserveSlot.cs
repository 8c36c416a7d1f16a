using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>Takes a slot for a contractor, or answers their unlock of this listing that is already under way.</summary>
internal sealed record ReserveSlotCommand(ContractorId Contractor, ListingId Listing, UnlockOrder Order) : ICommand<UnlockId>;

internal sealed class ReserveSlotHandler(IContractors contractors, IListings listings, IUnlocks unlocks, Market market, TimeProvider clock)
    : ICommandHandler<ReserveSlotCommand, UnlockId>
{
    public async Task<Result<UnlockId>> Handle(ReserveSlotCommand command, CancellationToken cancellationToken)
    {
        // One answer for every code that cannot be used, and none that PostgreSQL cannot hold.
        if (!Storable(command.Order.Coupon)) return UnlockErrors.UnusableCoupon;
        // Held, so that a pause that was answered is known here, and one that comes now waits for this slot.
        if (await contractors.Hold(command.Contractor, cancellationToken) is not { } contractor) return ContractorErrors.NotFound;
        if (await listings.Find(command.Listing, cancellationToken) is not { } listing) return ListingErrors.NotFound;

        // Before the row's lock, for the many who come back to a page they have open.
        if (await unlocks.FindOwn(listing.Id, contractor.Id, cancellationToken) is { } own) return Resume(own, listing);

        // The database, not this check, keeps the cap: two buyers can both pass here and one of them loses below.
        var now = clock.GetUtcNow();
        if (!new EarlyAccess(market).IsOpenTo(contractor.Plan, listing.ListedAt, now)) return ListingErrors.NotFound;
        if (contractor.RefusalToBuy(market.Contractors) is { } unable) return unable;
        if (listing.RefusalFor(contractor, now) is { } refusal) return refusal;
        if (await UnpaidHolds.Refusal(unlocks, contractor.Id, now, cancellationToken) is { } hoarding) return hoarding;
        var slot = await listings.TakeSlot(listing.Id, now, cancellationToken);

        // Again under the lock: the same contractor's double click waited for it, and must not hold two slots. A failure
        // rolls the slot back.
        if (await unlocks.FindOwn(listing.Id, contractor.Id, cancellationToken) is not null) return UnlockErrors.UnderWay;
        // Full, or the homeowner was quicker than this statement.
        if (slot is null) return (await listings.Find(listing.Id, cancellationToken))!.RefusalFor(contractor, now) ?? ListingErrors.SoldOut;

        if (await UnpaidHolds.RefusalOf(unlocks, listing.Id, contractor.Id, upgrades: false, now, cancellationToken) is { } often) return often;

        var order = command.Order with { Coupon = string.IsNullOrWhiteSpace(command.Order.Coupon) ? null : command.Order.Coupon.Trim() };
        var unlock = Unlock.Reserve(listing.Id, contractor, slot.Value, order, now, market.Selling.Hold);
        unlocks.Add(unlock);
        return unlock.Id;
    }

    private static bool Storable(string? coupon) =>
        coupon is null || (coupon.Length <= Contracts.StartUnlock.LongestCoupon && !coupon.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter)));

    private static Result<UnlockId> Resume(Unlock own, Listing listing) => own.State switch
    {
        _ when own.PaidAt is not null => UnlockErrors.AlreadyUnlocked,
        _ when listing.WithdrawnAt is not null => ListingErrors.Closed,
        UnlockState.Cancelling => UnlockErrors.Ending,
        _ => own.Id,
    };
}
