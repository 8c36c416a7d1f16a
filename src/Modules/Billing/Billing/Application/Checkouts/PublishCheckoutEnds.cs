using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

internal sealed class TellOthersWhenCheckoutPaid(IOutbox outbox) : IDomainEventHandler<CheckoutPaidDomainEvent>
{
    public Task Handle(CheckoutPaidDomainEvent domainEvent, CancellationToken cancel)
    {
        outbox.Publish(new CheckoutPaid(domainEvent.Purchase, domainEvent.Contractor, domainEvent.Amount, domainEvent.At, domainEvent.Matches));
        return Task.CompletedTask;
    }
}

internal sealed class TellOthersWhenCheckoutIsProcessing(IOutbox outbox) : IDomainEventHandler<CheckoutProcessingDomainEvent>
{
    public Task Handle(CheckoutProcessingDomainEvent domainEvent, CancellationToken cancel)
    {
        outbox.Publish(new CheckoutProcessing(domainEvent.Purchase, domainEvent.Contractor, domainEvent.At));
        return Task.CompletedTask;
    }
}

internal sealed class TellOthersWhenCheckoutClosed(IOutbox outbox) : IDomainEventHandler<CheckoutClosedDomainEvent>
{
    public Task Handle(CheckoutClosedDomainEvent domainEvent, CancellationToken cancel)
    {
        outbox.Publish(new CheckoutClosed(domainEvent.Purchase, domainEvent.At));
        return Task.CompletedTask;
    }
}
