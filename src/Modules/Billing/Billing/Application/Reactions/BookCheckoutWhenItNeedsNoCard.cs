using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class BookCheckoutWhenItNeedsNoCard(IMediator billing) : IReactionProcess<CheckoutNeedsNoCard>
{
    public Task<Result> Handle(CheckoutNeedsNoCard integrationEvent, CancellationToken cancel) =>
        billing.Send(new SettleWithoutCard(integrationEvent.Purchase), cancel);
}
