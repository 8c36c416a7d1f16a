using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.StartUpgrade;

/// <summary>Takes every other slot of a bought lead for its buyer, or answers their upgrade that is already under way.</summary>
internal sealed record ReserveRestCommand(ContractorId Contractor, UnlockId Unlock, UnlockOrder Order) : ICommand<UnlockId>;

internal sealed class ReserveRestHandler(IContractors contractors, IListings listings, IUnlocks unlocks, Market market, TimeProvider clock)
    : ICommandHandler<ReserveRestCommand, UnlockId>
{
    public async Task<Result<UnlockId>> Handle(ReserveRestCommand command, CancellationToken cancellationToken)
    {
        // Held as for an unlock: a pause that was answered is known here, and one that comes now waits.
        if (await contractors.Hold(command.Contractor, cancellationToken) is not { } contractor) return UnlockErrors.NotFound;

        // Locked: a double click waits here and finds the first one's upgrade; a refund of the lead comes before, or ends the upgrade.
        var lead = await unlocks.Lock(command.Unlock, cancellationToken);
        if (lead is null || lead.IsUpgrade || lead.ContractorId != command.Contractor) return UnlockErrors.NotFound;
        var upgrade = await unlocks.LockUpgradeOf(lead.Id, cancellationToken);

        var now = clock.GetUtcNow();
        var listing = (await listings.Find(lead.ListingId, cancellationToken))!;
        var standing = Standing(lead, upgrade, listing, !await unlocks.HasContact(lead.Id, cancellationToken), now);
        if (standing.Refusal is { } refusal) return refusal;
        if (upgrade is not null) return upgrade.Id;
        if (contractor.RefusalToBuy(market.Contractors) is { } unable) return unable;
        if (await UnpaidHolds.Refusal(unlocks, contractor.Id, now, cancellationToken) is { } hoarding) return hoarding;
        if (await UnpaidHolds.RefusalOf(unlocks, listing.Id, contractor.Id, upgrades: true, now, cancellationToken) is { } often) return often;

        // The database, not what was read above, knows whether another buyer has a slot: they may come at this instant.
        if (await listings.TakeRest(listing.Id, lead.Slots, now, cancellationToken) is not { } rest)
            return Standing(lead, upgrade, (await listings.Find(listing.Id, cancellationToken))!, standing.ContactGone, now).Refusal ?? UpgradeErrors.SlotTaken;

        var taken = Unlock.Upgrade(lead, rest, command.Order, now, market.Selling.Hold);
        unlocks.Add(taken);
        return taken.Id;
    }

    private UpgradeStanding Standing(Unlock lead, Unlock? upgrade, Listing listing, bool contactGone, DateTimeOffset now) => new(
        lead.State, upgrade?.State, listing.WithdrawnAt is not null, contactGone, listing.ExpiresAt <= now, listing.Capacity,
        lead.Charge?.Subtotal.Cents ?? 0, market.ExclusivePriceOf(listing.Service)?.Cents);
}
