using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Pages;

/// <summary>Asks Stripe for the page of a prepared subscription, once its next try is due. Bears any repeat: the key is in the row.</summary>
/// <remarks>Refused with <c>billing.stripe-unavailable</c> when it has to be asked again, which the row says when.</remarks>
internal sealed record ContinuePage(SubscriptionId Subscription) : IProcess;

internal sealed class ContinuePageProcess(IMediator billing, IPaymentGateway customers, ISubscriptionGateway gateway) : IProcessHandler<ContinuePage>
{
    public async Task<Result> Handle(ContinuePage request, CancellationToken cancellationToken)
    {
        var taken = await billing.Send(new TakePage(request.Subscription), cancellationToken);
        if (!taken.Succeeded(out var page)) return taken.Error;
        if (page.Order is not { } order) return Result.Success;

        var customer = await EnsureCustomer(order, cancellationToken);
        if (!customer.Succeeded(out var customerId)) return await GiveUpOrWait(order, customer.IsUnknown, cancellationToken);

        var made = await gateway.CreatePage(order, customerId, cancellationToken);
        if (made.Refusal is Refusal.ExpiryTooNear)
        {
            var next = await billing.Send(new StartNextPage(order.Subscription, order.Attempt), cancellationToken);
            if (!next.Succeeded(out order)) return next.Error;
            made = await gateway.CreatePage(order, customerId, cancellationToken);
        }

        return made.Succeeded(out var opened)
            ? await Keep(order, opened, cancellationToken)
            : await GiveUpOrWait(order, made.IsUnknown, cancellationToken);
    }

    private async Task<GatewayAnswer<string>> EnsureCustomer(PageOrder order, CancellationToken cancel)
    {
        var prepared = await billing.Send(new PrepareCustomer(order.Contractor, order.Terms.BilledTo.Email), cancel);
        if (prepared.Value.CustomerId is { } known) return GatewayAnswer<string>.Of(known);

        var made = await customers.CreateCustomer(order.Contractor, prepared.Value.Email, prepared.Value.Key, cancel);
        if (!made.Succeeded(out var customerId)) return made;
        var saved = await billing.Send(new SaveCustomer(order.Contractor, customerId), cancel);
        return GatewayAnswer<string>.Of(saved.Value);
    }

    private async Task<Result> GiveUpOrWait(PageOrder order, bool unknown, CancellationToken cancel)
    {
        if (unknown)
        {
            await billing.Send(new WaitForPage(order.Subscription, EventId: null), cancel);
            return BillingErrors.StripeUnavailable;
        }

        // Refused for certain: nothing was opened, and repeating the same request would change nothing.
        await billing.Send(new RefusePage(order.Subscription), cancel);
        return BillingErrors.PaymentsRefused;
    }

    private async Task<Result> Keep(PageOrder order, HostedPage opened, CancellationToken cancel)
    {
        var saved = await billing.Send(new SavePage(order.Subscription, opened.Id, opened.Url), cancel);

        // Given up while Stripe was at work: nobody was given the page's address, and nobody shall be able to pay on it.
        if (saved.IsFailure) await gateway.ExpirePage(opened.Id, $"sub:{order.Subscription}:expire:{opened.Id}", cancel);
        return saved;
    }
}
