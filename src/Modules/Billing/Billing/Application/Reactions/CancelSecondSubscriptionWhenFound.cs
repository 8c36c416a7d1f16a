using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

/// <summary>Nobody pays for two plans at once: the first one stays, and an operator sees to what was paid for the other.</summary>
internal sealed class CancelSecondSubscriptionWhenFound(IMediator billing, ISubscriptionGateway gateway) : IReactionProcess<SecondSubscriptionFound>
{
    public async Task<Result> Handle(SecondSubscriptionFound integrationEvent, CancellationToken cancel)
    {
        // Refused is as good as done: it has ended already.
        var answer = await gateway.CancelNow(integrationEvent.StripeId, cancel);
        return answer.IsUnknown
            ? BillingErrors.StripeUnavailable
            : await billing.Send(
                new RaiseStripeAlarm(
                    "second-payment", integrationEvent.StripeId,
                    $"A second subscription of contractor {integrationEvent.Contractor} was cancelled; what it was paid goes back by hand."),
                cancel);
    }
}

internal sealed class ExpirePageWhenReplaced(ISubscriptionGateway gateway) : IReactionProcess<PageReplaced>
{
    public async Task<Result> Handle(PageReplaced integrationEvent, CancellationToken cancel)
    {
        // Refused: it is over, or it was paid, and then its webhook brings a second subscription that is cancelled.
        var answer = await gateway.ExpirePage(integrationEvent.SessionId, $"replaced:{integrationEvent.SessionId}", cancel);
        return answer.IsUnknown ? BillingErrors.StripeUnavailable : Result.Success;
    }
}

internal sealed class RaiseAlarmWhenPriceUnknown(IMediator billing) : IReactionProcess<UnknownPriceSeen>
{
    public Task<Result> Handle(UnknownPriceSeen integrationEvent, CancellationToken cancel) => billing.Send(
        new RaiseStripeAlarm(
            "payment-mismatch", integrationEvent.StripeId,
            $"The subscription is billed at price {integrationEvent.Price}, which is no plan of the market and gives no rights."),
        cancel);
}
