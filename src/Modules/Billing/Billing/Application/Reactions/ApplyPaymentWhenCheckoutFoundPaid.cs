using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Reactions;

internal sealed class ApplyPaymentWhenCheckoutFoundPaid(IMediator billing, IPaymentGateway gateway, TimeProvider clock)
    : IReactionProcess<CheckoutFoundPaid>
{
    public async Task<Result> Handle(CheckoutFoundPaid integrationEvent, CancellationToken cancel)
    {
        var answer = await gateway.GetCheckout(integrationEvent.SessionId, cancel);
        return answer.Succeeded(out var session)
            ? await billing.Send(
                new ApplyCheckout(
                    integrationEvent.Purchase, session.State, session.Id, session.PaymentIntent, session.Total, session.Customer,
                    clock.GetUtcNow(), EventId: null),
                cancel)
            : BillingErrors.StripeUnavailable;
    }
}
