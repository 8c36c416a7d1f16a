using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Pages;

/// <summary>Makes sure that a page can no longer be paid; one that was paid meanwhile is followed instead.</summary>
internal sealed record ClosePage(SubscriptionId Subscription) : IProcess;

internal sealed class ClosePageProcess(IMediator billing, ISubscriptionGateway gateway, TimeProvider clock) : IProcessHandler<ClosePage>
{
    // Stripe may forget a key after 24 h: a repeat would then open a new page. https://docs.stripe.com/api/idempotent_requests
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(23);

    // Stripe opens no page that would end in under 30 minutes: from this long before its expiry on, no request for it can
    // still have an effect. Two minutes are left for one that is at work.
    private static readonly TimeSpan CannotOpen = TimeSpan.FromMinutes(28);

    public async Task<Result> Handle(ClosePage request, CancellationToken cancellationToken)
    {
        var requested = await billing.Send(new RequestPageClose(request.Subscription), cancellationToken);
        if (!requested.Succeeded(out var close)) return requested.Error;
        if (!close.IsPage) return Result.Success;
        if (close.SessionId is { } known) return await Expire(request.Subscription, known, close.ExpireKey, cancellationToken);

        var opened = await FindOpened(request.Subscription, close, cancellationToken);
        if (opened.IsUnknown) return BillingErrors.StripeUnavailable;
        return opened.Succeeded(out var page)
            ? await Expire(request.Subscription, page.Id, close.ExpireKey, cancellationToken)
            : await billing.Send(new EndPage(request.Subscription, SessionId: null, EventId: null), cancellationToken);
    }

    /// <summary>The page of an opening whose answer never came; refused when there is none, and can be none.</summary>
    private async Task<GatewayAnswer<HostedPage>> FindOpened(SubscriptionId subscription, PageToClose close, CancellationToken cancel)
    {
        if (close is not { Order: { } order, CustomerId: { } customer }) return GatewayAnswer<HostedPage>.Refused(Refusal.Other);

        var now = clock.GetUtcNow();
        if (now < order.ExpiresAt - Subscription.PageLife + KeyLife)
        {
            var repeated = await gateway.CreatePage(order, customer, cancel);
            if (!repeated.IsUnknown) return repeated;
        }

        var listed = await gateway.ListPages(customer, order.OpenedAt - TimeSpan.FromMinutes(5), cancel);
        if (!listed.Succeeded(out var pages)) return GatewayAnswer<HostedPage>.Unknown;
        if (pages.FirstOrDefault(page => page.Row == subscription) is { } found) return GatewayAnswer<HostedPage>.Of(found);
        return now > order.ExpiresAt - CannotOpen ? GatewayAnswer<HostedPage>.Refused(Refusal.Other) : GatewayAnswer<HostedPage>.Unknown;
    }

    private async Task<Result> Expire(SubscriptionId subscription, string sessionId, string key, CancellationToken cancel)
    {
        var answer = await gateway.ExpirePage(sessionId, key, cancel);
        if (!answer.Succeeded(out var page) || page.State is HostedState.Open) answer = await gateway.GetPage(sessionId, cancel);
        if (!answer.Succeeded(out page)) return BillingErrors.StripeUnavailable;
        return page switch
        {
            { StripeId: { } stripeId } => await billing.Send(new FollowSubscription(stripeId, EventId: null), cancel),
            { State: HostedState.Expired } => await billing.Send(new EndPage(subscription, sessionId, EventId: null), cancel),
            _ => BillingErrors.StripeUnavailable,
        };
    }
}

/// <summary>From this commit on nobody is given the page any more.</summary>
internal sealed record RequestPageClose(SubscriptionId Subscription) : ICommand<PageToClose>;

/// <param name="Order">What the page was asked for with; null when it never can have been.</param>
/// <param name="ExpireKey">A new key each time: a stored failure of an earlier try must not be replayed.</param>
internal sealed record PageToClose(bool IsPage, string? SessionId, PageOrder? Order, string? CustomerId, string ExpireKey);

internal sealed class RequestPageCloseHandler(ISubscriptions subscriptions, IAccounts accounts, TimeProvider clock)
    : ICommandHandler<RequestPageClose, PageToClose>
{
    public async Task<Result<PageToClose>> Handle(RequestPageClose request, CancellationToken cancellationToken)
    {
        if (await subscriptions.Hold(request.Subscription, cancellationToken) is not { } subscription) return BillingErrors.NotSubscribed;
        subscription.RequestClose(clock.GetUtcNow());
        var account = await accounts.Find(subscription.ContractorId, cancellationToken);
        return new PageToClose(
            subscription.IsPage, subscription.SessionId, TakePageHandler.OrderOf(subscription), account?.CustomerId,
            $"sub:{subscription.Id}:expire:{subscription.CloseTries}");
    }
}
