using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Domain;

/// <summary>What has to be done for the money of an approved return.</summary>
internal enum ReturnSettlement
{
    /// <summary>It is back, or others see to it.</summary>
    Nothing,

    /// <summary>Have it sent; where a coupon had paid all of it, no money moves.</summary>
    Refund,
}

internal sealed partial class LeadReturn
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>When to look whether the money is back; null when it is, or never will be.</summary>
    public DateTimeOffset? SettleAt { get; private set; }

    public int SettleTries { get; private set; }

    /// <summary>Starts giving the money back, or goes on with it. The bank may have it at this moment, and staff may have been quicker: then
    /// it is looked at again, less and less often, until it is back.</summary>
    /// <param name="unlock">Locked.</param>
    public ReturnSettlement Settle(Unlock unlock, DateTimeOffset at)
    {
        if (SettleAt is null) return ReturnSettlement.Nothing;
        if (unlock.State is UnlockState.Refunded or UnlockState.ChargedBack)
        {
            SettleAt = null;
            return ReturnSettlement.Nothing;
        }

        SettleAt = at + TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstLook.Ticks << Math.Min(SettleTries, 10)));
        SettleTries++;
        return unlock.BeginRefund(RefundCause.Return, ToCredit, at).IsFailure || unlock.State is not UnlockState.RefundPending ? ReturnSettlement.Nothing : ReturnSettlement.Refund;
    }
}
