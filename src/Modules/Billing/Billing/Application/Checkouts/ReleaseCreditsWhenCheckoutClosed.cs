using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Checkouts;

internal sealed class ReleaseCreditsWhenCheckoutClosed(ICreditHolds credits) : IDomainEventHandler<CheckoutClosedDomainEvent>
{
    public Task Handle(CheckoutClosedDomainEvent domainEvent, CancellationToken cancel) => credits.Release(domainEvent.Purchase, cancel);
}
