using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Subscriptions.Pages;

/// <summary>Takes the next try of an opening page for this host, and freezes what it will charge.</summary>
internal sealed record TakePage(SubscriptionId Subscription) : ICommand<TakenPage>;

/// <param name="Order">Null when there is nothing to send now: another host is at it, it isn't due, it has ended, or Stripe's
/// catalogue does not have today's price yet.</param>
internal sealed record TakenPage(PageOrder? Order);

internal sealed class TakePageHandler(ISubscriptions subscriptions, ICatalogue catalogue, Market market, TimeProvider clock)
    : ICommandHandler<TakePage, TakenPage>
{
    public async Task<Result<TakenPage>> Handle(TakePage request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await subscriptions.Hold(request.Subscription, cancellationToken) is not { IsOver: false } subscription) return BillingErrors.CheckoutClosed;
        if (subscription.State is SubscriptionState.Opening && !subscription.CanStillOpen(now)) return BillingErrors.CheckoutClosed;
        if (!subscription.TakeTry(now)) return new TakenPage(Order: null);

        if (await PriceOf(subscription, cancellationToken) is { } price) subscription.FreezePrice(price);
        else subscription.Postpone(now);
        return new TakenPage(OrderOf(subscription));
    }

    private async Task<SubscriptionPrice?> PriceOf(Subscription subscription, CancellationToken cancel) =>
        subscription.Price ?? (market.FindPlan(subscription.Plan) is { } plan
            ? (await catalogue.Read(cancel)).PriceOf(plan, market.Taxes)
            : null);

    /// <summary>What Stripe is to be sent; null while its price is not known there.</summary>
    public static PageOrder? OrderOf(Subscription subscription) => subscription.Price is { } price
        ? new PageOrder(
            subscription.Id, subscription.ContractorId, subscription.Attempt, subscription.IdempotencyKey, subscription.Terms, price,
            subscription.ExpiresAt, subscription.OpenedAt)
        : null;
}

/// <summary>Keeps a new key and expiry once the old ones can no longer have any effect.</summary>
internal sealed record StartNextPage(SubscriptionId Subscription, int After) : ICommand<PageOrder>;

internal sealed class StartNextPageHandler(ISubscriptions subscriptions, TimeProvider clock) : ICommandHandler<StartNextPage, PageOrder>
{
    public async Task<Result<PageOrder>> Handle(StartNextPage request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var subscription = await subscriptions.Hold(request.Subscription, cancellationToken);
        if (subscription is null || TakePageHandler.OrderOf(subscription) is null) return BillingErrors.CheckoutClosed;

        var started = subscription.NextAttempt(request.After, now);
        if (started.IsFailure) return started.Error;
        subscription.TakeTry(now);
        return TakePageHandler.OrderOf(subscription)!;
    }
}
