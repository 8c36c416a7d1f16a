using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Refunds;

internal sealed class AlarmAndTellWhenRefundFellThrough(RefundBook book, IAlarms alarms, IOutbox outbox, TimeProvider clock)
    : IDomainEventHandler<RefundFellThrough>
{
    public async Task Handle(RefundFellThrough domainEvent, CancellationToken cancel)
    {
        var (refund, now) = (domainEvent.Refund, clock.GetUtcNow());

        // What never was back has posted nothing: its purchase is simply not refunded.
        if (domainEvent.WasBack) await book.BookReturned(refund, now, cancel);
        await alarms.Raise(
            OperatorAlarms.RefundFailed, refund.Id.ToString(),
            $"Refund {refund.StripeId} of {refund.AmountCents} cents {refund.Currency} is {refund.State.ToString().ToLowerInvariant()}: give the money back as credits, or in another way.",
            refund.PurchaseId, cancel);
        outbox.Publish(new RefundFailed(refund.PurchaseId, refund.ContractorId, refund.AskedAs, refund.Amount, now));
    }
}
