using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.DeliverContact;

/// <summary>What a payment turned out to be for.</summary>
internal enum Settlement
{
    Delivered,

    /// <summary>The slot had gone back and somebody else has it now.</summary>
    TooLate,

    /// <summary>Not the amount that was asked.</summary>
    Mismatch,
}

/// <summary>Takes a payment for an unlock, with the contact it buys, in one transaction.</summary>
internal sealed record SettlePaymentCommand(UnlockId Unlock, LeadId Lead, Money Paid, DateTimeOffset At, LeadContact Contact) : ICommand<Settlement>;

internal sealed class SettlePaymentHandler(IListings listings, IUnlocks unlocks, TimeProvider clock)
    : ICommandHandler<SettlePaymentCommand, Settlement>
{
    public async Task<Result<Settlement>> Handle(SettlePaymentCommand command, CancellationToken cancellationToken)
    {
        if (await unlocks.Lock(command.Unlock, cancellationToken) is not { } unlock) return UnlockErrors.NotFound;
        if (unlock.State is UnlockState.Paid) return Settlement.Delivered;

        var now = clock.GetUtcNow();
        if (command.Paid != unlock.Charge?.Total) return await SendBack(unlock, Settlement.Mismatch, now, cancellationToken);
        if (unlock.State is UnlockState.Refunding or UnlockState.Refunded) return Settlement.TooLate;

        if (unlock.State is UnlockState.Expired)
        {
            // Late money is good money while a slot is free, and while the contractor has not bought the lead anew meanwhile.
            var bought = await unlocks.FindActive(unlock.ListingId, unlock.ContractorId, cancellationToken) is not null;
            if (bought || await listings.TakeSlot(unlock.ListingId, now, cancellationToken) is not { } slot)
                return await SendBack(unlock, Settlement.TooLate, now, cancellationToken);
            unlock.MarkPaid(now, slot);
        }

        unlock.MarkPaid(now);
        unlocks.Add(new DeliveredContact
        {
            UnlockId = unlock.Id,
            LeadId = command.Lead,
            ContractorId = unlock.ContractorId,
            Name = command.Contact.Name,
            Email = command.Contact.Email,
            Phone = command.Contact.Phone,
            Address = command.Contact.Address,
            PostalCode = command.Contact.PostalCode,
            Locale = command.Contact.Locale,
            DeliveredAt = now,
        });
        return Settlement.Delivered;
    }

    private async Task<Settlement> SendBack(Unlock unlock, Settlement why, DateTimeOffset at, CancellationToken cancel)
    {
        if (unlock.State.IsActive()) await listings.GiveBackSlot(unlock.ListingId, unlock.Slot, cancel);
        unlock.SendMoneyBack(at);
        return why;
    }
}
