using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>What became of a payment.</summary>
/// <param name="MoneyBack">Why it goes back; null when it bought what it was for.</param>
internal sealed record Settlement(RefundCause? MoneyBack);

/// <summary>Takes a payment for an unlock, with the contact it buys, in one transaction. An upgrade's buys the other slots alone: its buyer
/// has the contact.</summary>
/// <param name="Contact">Absent when the homeowner had it destroyed.</param>
/// <param name="Matches">False when Billing says that the money bought nothing: another customer or session than it asked.</param>
internal sealed record SettlePaymentCommand(UnlockId Unlock, LeadId Lead, Money Paid, DateTimeOffset At, LeadContact? Contact, bool Matches = true)
    : ICommand<Settlement>;

internal sealed class SettlePaymentHandler(IListings listings, IUnlocks unlocks, TimeProvider clock)
    : ICommandHandler<SettlePaymentCommand, Settlement>
{
    private static readonly Settlement Delivered = new(MoneyBack: null);

    public async Task<Result<Settlement>> Handle(SettlePaymentCommand command, CancellationToken cancellationToken)
    {
        // Before the upgrade's own row, as everywhere: a refund of the lead comes before this payment, or finds the upgrade paid.
        var upgraded = await unlocks.LockLeadOf(command.Unlock, cancellationToken);
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (unlock.PaidAt is not null) return Delivered;

        var now = clock.GetUtcNow();
        if (!command.Matches || command.Paid != unlock.Charge?.Total) return await SendBack(unlock, RefundCause.Mismatch, now, cancellationToken);
        if (unlock.State is UnlockState.Refunding or UnlockState.Refunded) return new Settlement(unlock.RefundCause ?? RefundCause.Late);

        // Locked until the commit: a withdrawal came before and refunds this payment, or comes after and finds the copy it made.
        var listing = await listings.Lock(unlock.ListingId, cancellationToken);
        if (listing.WithdrawnAt is not null || command.Contact is null)
            return await SendBack(unlock, RefundCause.Withdrawn, now, cancellationToken);
        // Read after the listing: whoever takes everything back has closed it before. From this buyer alone, it came before this payment or after.
        if (upgraded is not null && (upgraded.State is not UnlockState.Paid || !await unlocks.HasContact(upgraded.Id, cancellationToken)))
            return await SendBack(unlock, RefundCause.LeadGone, now, cancellationToken);

        if (unlock.State is UnlockState.Expired && !await TakeAnew(unlock, upgraded, now, cancellationToken))
            return await SendBack(unlock, RefundCause.Late, now, cancellationToken);

        unlock.MarkPaid(now);
        if (upgraded is null) unlocks.Add(DeliveredContact.Deliver(unlock, command.Lead, command.Contact, now));
        return Delivered;
    }

    // Late money is good money while what it was for is still to be had, and while the contractor has not bought the lead anew meanwhile.
    private async Task<bool> TakeAnew(Unlock unlock, Unlock? upgraded, DateTimeOffset now, CancellationToken cancel)
    {
        if (upgraded is not null) return await listings.TakeRest(unlock.ListingId, upgraded.Slots, now, cancel) is not null;
        if (await unlocks.FindOwn(unlock.ListingId, unlock.ContractorId, cancel) is not null) return false;
        if (await listings.TakeSlot(unlock.ListingId, now, cancel) is not { } slot) return false;
        unlock.MarkPaid(now, slot);
        return true;
    }

    private async Task<Settlement> SendBack(Unlock unlock, RefundCause cause, DateTimeOffset at, CancellationToken cancel)
    {
        if (unlock.State.IsActive()) await listings.GiveBack(unlock.ListingId, unlock.Slots, at, cancel);
        unlock.SendMoneyBack(cause, at);
        return new Settlement(cause);
    }
}
