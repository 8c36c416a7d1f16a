using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>What became of a payment.</summary>
/// <param name="MoneyBack">Why it goes back; null when it bought the contact.</param>
internal sealed record Settlement(RefundCause? MoneyBack);

/// <summary>Takes a payment for an unlock, with the contact it buys, in one transaction.</summary>
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
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (unlock.PaidAt is not null) return Delivered;

        var now = clock.GetUtcNow();
        if (!command.Matches || command.Paid != unlock.Charge?.Total) return await SendBack(unlock, RefundCause.Mismatch, now, cancellationToken);
        if (unlock.State is UnlockState.Refunding or UnlockState.Refunded) return new Settlement(unlock.RefundCause ?? RefundCause.Late);

        // Locked until the commit: a withdrawal came before and refunds this payment, or comes after and finds the copy it made.
        var listing = await listings.Lock(unlock.ListingId, cancellationToken);
        if (listing.WithdrawnAt is not null || command.Contact is null)
            return await SendBack(unlock, RefundCause.Withdrawn, now, cancellationToken);

        if (unlock.State is UnlockState.Expired)
        {
            // Late money is good money while a slot is free, and while the contractor has not bought the lead anew meanwhile.
            var bought = await unlocks.FindOwn(unlock.ListingId, unlock.ContractorId, cancellationToken) is not null;
            if (bought || await listings.TakeSlot(unlock.ListingId, now, cancellationToken) is not { } slot)
                return await SendBack(unlock, RefundCause.Late, now, cancellationToken);
            unlock.MarkPaid(now, slot);
        }

        unlock.MarkPaid(now);
        unlocks.Add(DeliveredContact.Deliver(unlock, command.Lead, command.Contact, now));
        return Delivered;
    }

    private async Task<Settlement> SendBack(Unlock unlock, RefundCause cause, DateTimeOffset at, CancellationToken cancel)
    {
        if (unlock.State.IsActive()) await listings.GiveBackSlot(unlock.ListingId, unlock.Slot, cancel);
        unlock.SendMoneyBack(cause, at);
        return new Settlement(cause);
    }
}
