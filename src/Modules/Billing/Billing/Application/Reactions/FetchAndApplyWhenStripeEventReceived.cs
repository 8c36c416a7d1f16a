using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Application.Reactions;

/// <summary>Asks Stripe how things stand now, then applies that: events come late, twice and out of order.</summary>
internal sealed class FetchAndApplyWhenStripeEventReceived(
    IMediator billing, IPaymentGateway gateway, ILogger<FetchAndApplyWhenStripeEventReceived> log) : IReactionProcess<StripeEventReceived>
{
    public Task<Result> Handle(StripeEventReceived integrationEvent, CancellationToken cancel) => integrationEvent.Type switch
    {
        "checkout.session.completed" or "checkout.session.expired" or
        "checkout.session.async_payment_succeeded" or "checkout.session.async_payment_failed" => ApplySession(integrationEvent, cancel),
        "payment_intent.succeeded" => ApplyPayment(integrationEvent, cancel),
        "refund.created" or "refund.updated" or "refund.failed" => ApplyRefund(integrationEvent, cancel),
        "charge.refunded" => ApplyRefundsOfCharge(integrationEvent, cancel),
        _ => billing.Send(new IgnoreStripeEvent(integrationEvent.Id), cancel),
    };

    private async Task<Result> ApplySession(StripeEventReceived received, CancellationToken cancel)
    {
        var answer = await gateway.GetCheckout(received.ObjectId, cancel);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!answer.Succeeded(out var session) || session.Purchase is not { } purchase)
            return await billing.Send(new IgnoreStripeEvent(received.Id), cancel);

        if (session.Reference != purchase.ToString())
            log.LogWarning("Session {Session} names purchase {Purchase} and refers to {Reference}.", session.Id, purchase, session.Reference);

        // Fetched, a failed delayed payment looks like one still on its way; only the event's name tells.
        var failed = session.State is HostedState.Processing && received.Type is "checkout.session.async_payment_failed";
        return await billing.Send(
            new ApplyCheckout(
                purchase, failed ? HostedState.Expired : session.State, session.Id, session.PaymentIntent, session.Total,
                session.Customer, received.CreatedAt, received.Id),
            cancel);
    }

    private async Task<Result> ApplyPayment(StripeEventReceived received, CancellationToken cancel)
    {
        var answer = await gateway.GetPayment(received.ObjectId, cancel);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        return answer.Succeeded(out var payment) && payment is { Succeeded: true, Purchase: { } purchase }
            ? await billing.Send(
                new ApplyCheckout(
                    purchase, HostedState.Paid, SessionId: null, payment.Id, payment.Captured, payment.Customer, received.CreatedAt, received.Id),
                cancel)
            : await billing.Send(new IgnoreStripeEvent(received.Id), cancel);
    }

    private async Task<Result> ApplyRefund(StripeEventReceived received, CancellationToken cancel)
    {
        var answer = await gateway.GetRefund(received.ObjectId, cancel);
        return await ApplyRefunds(received, answer.Select<IReadOnlyList<HostedRefund>>(refund => [refund]), cancel);
    }

    private async Task<Result> ApplyRefundsOfCharge(StripeEventReceived received, CancellationToken cancel) =>
        await ApplyRefunds(received, await gateway.ListRefundsOfCharge(received.ObjectId, cancel), cancel);

    private async Task<Result> ApplyRefunds(
        StripeEventReceived received, GatewayAnswer<IReadOnlyList<HostedRefund>> answer, CancellationToken cancel)
    {
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        return answer.Succeeded(out var refunds)
            ? await billing.Send(new ApplyRefunds(refunds, received.Id), cancel)
            : await billing.Send(new IgnoreStripeEvent(received.Id), cancel);
    }
}
