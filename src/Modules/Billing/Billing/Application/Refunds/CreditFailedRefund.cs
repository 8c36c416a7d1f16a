using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

internal sealed class CreditFailedRefundHandler(ICheckouts checkouts, IRefunds refunds, RefundBook book, IAlarms alarms, TimeProvider clock)
    : ICommandHandler<CreditFailedRefund>
{
    public async Task<Result> Handle(CreditFailedRefund request, CancellationToken cancellationToken)
    {
        var id = new RefundId(request.Refund);
        if (await refunds.FindPurchase(id, cancellationToken) is not { } purchase) return BillingErrors.RefundNotFound;
        await checkouts.Hold(purchase, cancellationToken);
        var all = await refunds.OfPurchase(purchase, cancellationToken);
        var failed = all.Single(refund => refund.Id == id);
        if (!failed.Owed) return BillingErrors.NothingOwed;
        if (!await refunds.IsBooked(failed.PaymentIntent!, cancellationToken)) return BillingErrors.PaymentNotBooked;

        // The sale was reversed when the card took the money; only who has it is still to be booked.
        if (failed.SucceededAt is not null) await book.BookRecredited(failed, clock.GetUtcNow(), cancellationToken);
        else if (!await GiveCredits(failed, all, cancellationToken)) return BillingErrors.NothingOwed;

        failed.NoLongerOwed();
        await alarms.Clear(OperatorAlarms.RefundFailed, failed.Id.ToString(), cancellationToken);
        return Result.Success;
    }

    // It was never back, so this is the refund, and reverses the sale.
    private async Task<bool> GiveCredits(Refund failed, IReadOnlyList<Refund> all, CancellationToken cancel)
    {
        var settled = await refunds.FindSettled(failed.PurchaseId, cancel) ?? SettledPurchase.Free(failed);
        if (failed.PaymentIntent == settled.PaymentIntent && settled.Left(all).TotalCents < failed.AmountCents) return false;

        var now = clock.GetUtcNow();
        var instead = Refund.InsteadOf(failed, now);
        refunds.Add(instead);
        instead.Credit(now);
        return true;
    }
}
