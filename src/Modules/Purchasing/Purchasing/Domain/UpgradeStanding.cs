using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>What decides whether a lead that was bought as a shared one can be made exclusive. Says nothing of the other slots: only
/// taking them tells.</summary>
/// <param name="Lead">Where the purchase of the lead stands.</param>
/// <param name="Upgrade">Where the upgrade stands that has the other slots; null: none has.</param>
/// <param name="Withdrawn">The homeowner wants nobody else.</param>
/// <param name="ContactGone">The homeowner took their details back from this buyer.</param>
/// <param name="Expired">The lead can no longer be bought.</param>
/// <param name="PaidCents">What the lead cost, before tax and before its coupon: what a coupon saved stays saved.</param>
/// <param name="ExclusiveCents">What an exclusive one costs, before tax; null where none is for sale.</param>
internal sealed record UpgradeStanding(
    UnlockState Lead, UnlockState? Upgrade, bool Withdrawn, bool ContactGone, bool Expired, int Capacity, long PaidCents, long? ExclusiveCents)
{
    /// <summary>One is on its way to being paid, and is gone on with.</summary>
    public bool UnderWay => Upgrade is UnlockState.Reserved or UnlockState.Opening or UnlockState.Open or UnlockState.Processing;

    /// <summary>Why it cannot be, or null.</summary>
    public Error? Refusal
    {
        get
        {
            // Withdrawn altogether the contact is gone too, and that says more.
            if (Lead is not UnlockState.Paid || (ContactGone && !Withdrawn)) return UpgradeErrors.NotUpgradable;
            if (Upgrade is UnlockState.Cancelling) return UnlockErrors.Ending;
            // Whoever holds slots of a lead that has expired meanwhile may still pay for them.
            if (UnderWay) return Withdrawn ? ListingErrors.Closed : null;
            if (Upgrade is not null || Capacity == 1 || ExclusiveCents is null || ExclusiveCents <= PaidCents) return UpgradeErrors.NotUpgradable;
            return Withdrawn || Expired ? ListingErrors.Closed : null;
        }
    }
}
