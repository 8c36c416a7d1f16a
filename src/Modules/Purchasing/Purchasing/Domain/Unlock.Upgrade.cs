using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>A payment arrived that makes a lead exclusive.</summary>
/// <param name="Of">The purchase of the lead.</param>
internal sealed record UpgradePaid(UnlockId Upgrade, UnlockId Of, ListingId Listing, ContractorId Contractor, Charge Charge, DateTimeOffset At) : IDomainEvent;

/// <summary>The upgrade to exclusive: a purchase of every slot that the lead's only buyer does not have yet.</summary>
internal sealed partial class Unlock
{
    /// <summary>The purchase of the lead, which this one makes exclusive; null when it is that purchase.</summary>
    public UnlockId? Upgrades { get; private set; }

    /// <summary>All slots but its buyer's own, as bits; an upgrade's alone.</summary>
    public int? Rest { get; private set; }

    public bool IsUpgrade => Upgrades is not null;

    /// <summary>The slots it holds while it is active, as bits of the listing's; stays as the record of which they were.</summary>
    public int Slots => Slot is { } slot ? Listing.Bit(slot) : Rest!.Value;

    /// <param name="rest">All slots but the lead's own, as bits; taken already.</param>
    public static Unlock Upgrade(Unlock lead, int rest, UnlockOrder order, DateTimeOffset at, TimeSpan hold)
    {
        if (lead.IsUpgrade || (lead.Slots & rest) != 0) throw new InvalidOperationException($"Unlock {lead.Id} cannot be upgraded by the slots {rest}.");
        var upgrade = Begin(lead.ListingId, lead.ContractorId, order, at, hold);
        (upgrade.Upgrades, upgrade.Rest) = (lead.Id, rest);
        return upgrade;
    }

    /// <summary>The money of a paid upgrade goes back with the lead's, the same way.</summary>
    public void FollowRefundOf(Unlock lead, DateTimeOffset at)
    {
        if (State is not UnlockState.Paid || BeginRefund(lead.RefundCause ?? RefundCause.LeadGone, lead.RefundToCredit, at).IsFailure) return;
        // Nobody else is at it: the sweeper need not wait.
        Postpone(at);
    }
}
