using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Application.RefundUnlock;

/// <summary>An upgrade is worth nothing without its lead: its money goes back when the lead's does.</summary>
internal static class UpgradeRefund
{
    /// <summary>Begins the refund of the paid upgrade of a purchase, in this transaction; the sweeper sends it. One that is disputed follows when
    /// the bank has decided, and one that was not paid yet is ended by the sweeper.</summary>
    public static async Task RefundUpgradeOf(this IUnlocks unlocks, Unlock lead, DateTimeOffset at, CancellationToken cancel)
    {
        if (lead.IsUpgrade) return;
        var upgrade = await unlocks.LockUpgradeOf(lead.Id, cancel);
        upgrade?.FollowRefundOf(lead, at);
    }
}
