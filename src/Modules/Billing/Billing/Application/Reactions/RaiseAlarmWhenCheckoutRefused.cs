using LeadMarket.Billing.Application.Alarms;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class RaiseAlarmWhenCheckoutRefused(IMediator billing) : IReactionProcess<CheckoutRefused>
{
    public Task<Result> Handle(CheckoutRefused integrationEvent, CancellationToken cancel) =>
        billing.Send(new RaisePaymentsRefused(integrationEvent.Purchase), cancel);
}

internal sealed class RaiseAlarmWhenPageRefused(IMediator billing) : IReactionProcess<PageRefused>
{
    // One alarm for all of them: the reason is the same until somebody sees to it.
    public Task<Result> Handle(PageRefused integrationEvent, CancellationToken cancel) => billing.Send(
        new RaiseStripeAlarm(
            RaiseStripeAlarm.PaymentsRefused, "subscriptions",
            $"Stripe refuses to open pages for plans; the first was that of subscription {integrationEvent.Subscription}."),
        cancel);
}
