using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Application.StripeEvents;

/// <summary>Asks how a checkout session stands now, and has it applied by whoever it belongs to.</summary>
/// <param name="Type">Of the event that told of it.</param>
/// <param name="At">When that happened at Stripe.</param>
internal sealed record FollowSession(string StripeId, string EventId, string Type, DateTimeOffset At) : IProcess;

internal sealed class FollowSessionProcess(IMediator billing, IPaymentGateway gateway, ILogger<FollowSessionProcess> log)
    : IProcessHandler<FollowSession>
{
    public async Task<Result> Handle(FollowSession request, CancellationToken cancellationToken)
    {
        var answer = await gateway.GetCheckout(request.StripeId, cancellationToken);
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!answer.Succeeded(out var session)) return await billing.Send(new IgnoreStripeEvent(request.EventId), cancellationToken);

        return await billing.Send(Meant(request, session), cancellationToken);
    }

    private IRequest<Result> Meant(FollowSession heard, HostedCheckout session) => session switch
    {
        { Mode: HostedMode.Payment, Purchase: { } purchase } => OfPurchase(heard, session, purchase),
        { Mode: HostedMode.Subscription } => new FollowPage(session.Id, heard.EventId),
        { Mode: HostedMode.Setup, SetupIntent: { } setup } => new FollowSetup(setup, heard.EventId),
        _ => new IgnoreStripeEvent(heard.EventId),
    };

    private ApplyCheckout OfPurchase(FollowSession heard, HostedCheckout session, PurchaseId purchase)
    {
        if (session.Reference != purchase.ToString())
            log.LogWarning("Session {Session} names purchase {Purchase} and refers to {Reference}.", session.Id, purchase, session.Reference);

        // Fetched, a failed delayed payment looks like one still on its way; only the event's name tells.
        var failed = session.State is HostedState.Processing && heard.Type is "checkout.session.async_payment_failed";
        return new ApplyCheckout(
            purchase, failed ? HostedState.Expired : session.State, session.Id, session.PaymentIntent, session.Total, session.Customer,
            heard.At, heard.EventId);
    }
}
