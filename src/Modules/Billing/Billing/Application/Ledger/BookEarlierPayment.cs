using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ledger;

/// <summary>Books a payment that was taken before the ledger was kept. Once, however often it is sent.</summary>
internal sealed record BookEarlierPayment(string PaymentIntent) : ICommand;

internal sealed class BookEarlierPaymentHandler(ICheckouts checkouts, IPayments payments, SaleBook sales) : ICommandHandler<BookEarlierPayment>
{
    public async Task<Result> Handle(BookEarlierPayment request, CancellationToken cancellationToken)
    {
        var payment = await payments.Find(request.PaymentIntent, cancellationToken)
            ?? throw new InvalidOperationException($"Payment {request.PaymentIntent} is not kept.");
        var checkout = await checkouts.Hold(payment.PurchaseId, cancellationToken)
            ?? throw new InvalidOperationException($"Payment {request.PaymentIntent} belongs to no checkout.");

        if (payment.Accepted && payment.Amount == checkout.Card) await sales.Book(checkout, payment.PaymentIntent, payment.CapturedAt, cancellationToken);
        else await sales.Suspend(payment, cancellationToken);
        return Result.Success;
    }
}
