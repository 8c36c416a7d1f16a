using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Books a refund of before the ledger was kept, after the payment it gives back. Once, however often it is sent.</summary>
internal sealed record BookEarlierRefund(RefundId Refund) : ICommand;

internal sealed class BookEarlierRefundHandler(ICheckouts checkouts, IRefunds refunds, RefundBook book) : ICommandHandler<BookEarlierRefund>
{
    public async Task<Result> Handle(BookEarlierRefund request, CancellationToken cancellationToken)
    {
        if (await refunds.FindPurchase(request.Refund, cancellationToken) is not { } purchase) return Result.Success;
        await checkouts.Hold(purchase, cancellationToken);
        var refund = (await refunds.OfPurchase(purchase, cancellationToken)).Single(row => row.Id == request.Refund);
        if (refund.PaymentIntent is { } intent && !await refunds.IsBooked(intent, cancellationToken)) return BillingErrors.PaymentNotBooked;
        await book.Book(refund, cancellationToken);

        // A host of an earlier release may also have been the one to hear that the card sent it back.
        if (refund.State is RefundState.Failed or RefundState.Canceled) await book.BookReturned(refund, refund.AnsweredAt!.Value, cancellationToken);
        return Result.Success;
    }
}
