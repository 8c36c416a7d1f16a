using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>How a refund stands to who asked for it: its card's part and its credits' part as one.</summary>
internal static class RefundStanding
{
    public static RefundView Of(string cause, SettledPurchase settled, IReadOnlyList<Refund> refunds)
    {
        var parts = refunds.Where(refund => refund.AskedAs == cause).ToList();
        var moving = parts.Where(part => part.Counts).ToList();
        var progress = parts.Any(IsLost) ? RefundProgress.Failed
            : moving.Exists(part => part.SucceededAt is null) ? RefundProgress.Pending
            : RefundProgress.Done;
        return new RefundView(
            progress, new Money(moving.Sum(part => part.AmountCents), settled.Currency),
            Whole: progress is not RefundProgress.Failed && settled.Left(refunds).TotalCents == 0);
    }

    // Whatever credits have given back since is not lost any more.
    private static bool IsLost(Refund part) => part.Owed;
}
