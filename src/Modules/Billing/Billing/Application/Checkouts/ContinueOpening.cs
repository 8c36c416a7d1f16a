using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Checkouts;

/// <summary>Asks Stripe for the session of a prepared checkout, or to charge the kept card, once its next try is due. Bears any repeat: the key is in the row.</summary>
/// <remarks>Refused with <c>billing.stripe-unavailable</c> when it has to be asked again, which the row says when.</remarks>
internal sealed record ContinueOpening(PurchaseId Purchase) : IProcess<CheckoutView>;

internal sealed class ContinueOpeningProcess(IMediator billing, IPaymentGateway gateway) : IProcessHandler<ContinueOpening, CheckoutView>
{
    public async Task<Result<CheckoutView>> Handle(ContinueOpening request, CancellationToken cancellationToken)
    {
        var taken = await billing.Send(new TakeOpening(request.Purchase), cancellationToken);
        if (!taken.Succeeded(out var opening)) return taken.Error;
        if (opening.Order is not { } order) return opening.View;

        var customer = await EnsureCustomer(order, cancellationToken);
        if (!customer.Succeeded(out var customerId)) return await GiveUpOrWait(order, customer.IsUnknown, cancellationToken);

        if (order.Card is not null) return await billing.Send(new TryCard(order, customerId), cancellationToken);

        var session = await gateway.CreateCheckout(order, customerId, cancellationToken);
        if (session.Refusal is Refusal.ExpiryTooNear)
        {
            var next = await billing.Send(new StartNextAttempt(order.Purchase, order.Attempt), cancellationToken);
            if (!next.Succeeded(out order)) return next.Error;
            session = await gateway.CreateCheckout(order, customerId, cancellationToken);
        }

        return session.Succeeded(out var opened)
            ? await Keep(order, opened, cancellationToken)
            : await GiveUpOrWait(order, session.IsUnknown, cancellationToken);
    }

    private async Task<GatewayAnswer<string>> EnsureCustomer(CheckoutOrder order, CancellationToken cancel)
    {
        var prepared = await billing.Send(new PrepareCustomer(order.Contractor, order.Terms.Email), cancel);
        if (prepared.Value.CustomerId is { } known) return GatewayAnswer<string>.Of(known);

        var made = await gateway.CreateCustomer(order.Contractor, prepared.Value.Email, prepared.Value.Key, cancel);
        if (!made.Succeeded(out var customerId)) return made;
        var saved = await billing.Send(new SaveCustomer(order.Contractor, customerId), cancel);
        return GatewayAnswer<string>.Of(saved.Value);
    }

    private async Task<Result<CheckoutView>> GiveUpOrWait(CheckoutOrder order, bool unknown, CancellationToken cancel)
    {
        if (unknown) return Unanswered(await billing.Send(new PostponeOpening(order.Purchase), cancel));

        // Refused for certain: nothing was opened, and repeating the same request would change nothing.
        await billing.Send(new SettleRefused(order.Purchase), cancel);
        return BillingErrors.PaymentsRefused;
    }

    /// <summary>Stripe was silent. A webhook may have told meanwhile how it stands.</summary>
    public static Result<CheckoutView> Unanswered(Result<CheckoutView> postponed) =>
        postponed.Succeeded(out var view) && view.State is CheckoutState.Opening ? BillingErrors.StripeUnavailable : postponed;

    private async Task<Result<CheckoutView>> Keep(CheckoutOrder order, HostedCheckout opened, CancellationToken cancel)
    {
        var saved = await billing.Send(new SaveSession(order.Purchase, opened.Id, opened.Url), cancel);

        // Closed while Stripe was at work: nobody was given the page's address, and nobody shall be able to pay on it.
        if (saved.IsFailure) await gateway.ExpireCheckout(opened.Id, $"pur:{order.Purchase}:expire:{opened.Id}", cancel);
        return saved;
    }
}
