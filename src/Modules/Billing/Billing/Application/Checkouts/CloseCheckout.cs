using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Checkouts;

internal sealed class CloseCheckoutProcess(IMediator billing, IPaymentGateway gateway, TimeProvider clock)
    : IProcessHandler<CloseCheckout, CheckoutState>
{
    // Stripe may forget a key after 24 h: a repeat would then be a new checkout. https://docs.stripe.com/api/idempotent_requests
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(23);

    // Stripe opens no session that would end in under 30 minutes: from this long before its expiry on, no request for it
    // can still have an effect. Two minutes are left for one that is at work.
    private static readonly TimeSpan CannotOpen = TimeSpan.FromMinutes(28);

    public async Task<Result<CheckoutState>> Handle(CloseCheckout request, CancellationToken cancellationToken)
    {
        var requested = await billing.Send(new RequestClose(request.Purchase), cancellationToken);
        if (!requested.Succeeded(out var close)) return requested.Error;
        if (close.State is CheckoutState.Paid or CheckoutState.Closed or CheckoutState.Processing) return close.State;

        // First: a host of the release before knows no tries with cards, and may have opened a page for one.
        if (close.SessionId is { } known) return await Expire(request.Purchase, known, close.ExpireKey, cancellationToken);
        if (close is { Order.Card: not null, CustomerId: { } customer })
            return await billing.Send(new CloseCardTry(close.Order, customer, close.RequestedAt), cancellationToken);

        var opened = await FindOpened(close, cancellationToken);
        if (opened.IsUnknown) return BillingErrors.StripeUnavailable;
        return opened.Succeeded(out var session)
            ? await Expire(request.Purchase, session.Id, close.ExpireKey, cancellationToken)
            : await billing.Send(new SettleClosed(request.Purchase), cancellationToken);
    }

    /// <summary>The session of an opening whose answer never came; refused when there is none, and can be none.</summary>
    private async Task<GatewayAnswer<HostedCheckout>> FindOpened(CloseOrder close, CancellationToken cancel)
    {
        if (close is not { Order: { } order, CustomerId: { } customer }) return GatewayAnswer<HostedCheckout>.Refused(Refusal.Other);

        var now = clock.GetUtcNow();
        if (now < order.ExpiresAt - Checkout.Life + KeyLife)
        {
            var repeated = await gateway.CreateCheckout(order, customer, cancel);
            if (!repeated.IsUnknown) return repeated;
        }

        // The key answers nothing, or a stored failure for as long as it lives: look for what it may have opened.
        var listed = await gateway.ListCheckouts(customer, order.OpenedAt - TimeSpan.FromMinutes(5), cancel);
        if (!listed.Succeeded(out var sessions)) return GatewayAnswer<HostedCheckout>.Unknown;
        if (sessions.FirstOrDefault(session => session.Purchase == order.Purchase) is { } found) return GatewayAnswer<HostedCheckout>.Of(found);
        return now > order.ExpiresAt - CannotOpen ? GatewayAnswer<HostedCheckout>.Refused(Refusal.Other) : GatewayAnswer<HostedCheckout>.Unknown;
    }

    private async Task<Result<CheckoutState>> Expire(PurchaseId purchase, string sessionId, string key, CancellationToken cancel)
    {
        var answer = await gateway.ExpireCheckout(sessionId, key, cancel);
        if (!answer.Succeeded(out var session) || session.State is HostedState.Open)
            answer = await gateway.GetCheckout(sessionId, cancel);

        if (!answer.Succeeded(out session)) return BillingErrors.StripeUnavailable;
        switch (session.State)
        {
            case HostedState.Expired:
                return await billing.Send(new SettleClosed(purchase), cancel);
            case HostedState.Paid:
                var noted = await billing.Send(new NotePaid(purchase, sessionId), cancel);
                return noted.IsFailure ? noted.Error : CheckoutState.Paid;
            case HostedState.Processing:
                return await billing.Send(new NoteProcessing(purchase, sessionId, Intent: null), cancel);
            default:
                // Still open: it may not be released yet.
                return BillingErrors.StripeUnavailable;
        }
    }
}
