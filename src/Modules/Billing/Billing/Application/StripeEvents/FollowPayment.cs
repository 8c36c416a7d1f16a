using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.StripeEvents;

/// <summary>Asks how a payment stands now. One that failed calls for nothing: on Stripe's page the buyer may try another card, and who tries a
/// kept one hears of it himself. Unless it took days: then its failure is the end.</summary>
/// <param name="At">When it happened at Stripe.</param>
internal sealed record FollowPayment(string StripeId, string EventId, DateTimeOffset At) : IProcess;

internal sealed class FollowPaymentProcess(IMediator billing, IPaymentGateway gateway) : IProcessHandler<FollowPayment>
{
    public async Task<Result> Handle(FollowPayment request, CancellationToken cancellationToken)
    {
        var answer = await gateway.GetPayment(request.StripeId, cancellationToken);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;

        // A bill of a plan names no purchase: it is followed by its invoice.
        if (!answer.Succeeded(out var payment) || payment.Purchase is not { } purchase)
            return await billing.Send(new IgnoreStripeEvent(request.EventId), cancellationToken);

        return payment switch
        {
            { Succeeded: true } => await billing.Send(
                new ApplyCheckout(
                    purchase, HostedState.Paid, SessionId: null, payment.Id, payment.Captured, payment.Customer, request.At, request.EventId),
                cancellationToken),
            { Processing: false } => await billing.Send(new EndDelayedCharge(purchase, payment.Id, request.EventId), cancellationToken),
            _ => await billing.Send(new IgnoreStripeEvent(request.EventId), cancellationToken),
        };
    }
}
