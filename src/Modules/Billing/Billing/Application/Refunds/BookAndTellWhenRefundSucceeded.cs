using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

internal sealed class BookAndTellWhenRefundSucceeded(RefundBook book, IRefunds refunds, IAlarms alarms, IOutbox outbox) : IDomainEventHandler<RefundSucceeded>
{
    public async Task Handle(RefundSucceeded domainEvent, CancellationToken cancel)
    {
        var refund = domainEvent.Refund;
        await book.Book(refund, cancel);
        await alarms.Clear(OperatorAlarms.RefundFailed, refund.Id.ToString(), cancel);

        // Reckoned while the purchase is held: of two parts that come back at once, the later one makes it whole.
        var settled = await refunds.FindSettled(refund.PurchaseId, cancel);
        var whole = settled is not null && settled.IsAllBack(await refunds.OfPurchase(refund.PurchaseId, cancel));
        outbox.Publish(new PurchaseRefunded(
            refund.PurchaseId, refund.ContractorId, refund.AskedAs, refund.Amount, refund.Way, whole, refund.SucceededAt!.Value));
    }
}
