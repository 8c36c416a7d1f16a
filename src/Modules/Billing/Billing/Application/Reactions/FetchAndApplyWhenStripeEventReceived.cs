using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

/// <summary>Asks Stripe how things stand now, then applies that: events come late, twice and out of order.</summary>
internal sealed class FetchAndApplyWhenStripeEventReceived(IMediator billing) : IReactionProcess<StripeEventReceived>
{
    public Task<Result> Handle(StripeEventReceived integrationEvent, CancellationToken cancel) =>
        billing.Send(StripeEventRoutes.Of(integrationEvent), cancel);
}
