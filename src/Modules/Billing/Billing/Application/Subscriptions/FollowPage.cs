using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions.Pages;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Asks Stripe what became of a page on which a plan is subscribed to.</summary>
/// <param name="StripeId">The Checkout session's <c>cs_</c> id.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record FollowPage(string StripeId, string? EventId) : IProcess;

internal sealed class FollowPageProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<FollowPage>
{
    public async Task<Result> Handle(FollowPage request, CancellationToken cancellationToken)
    {
        var fetched = await gateway.GetPage(request.StripeId, cancellationToken);
        if (fetched.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!fetched.Succeeded(out var page) || page.Row is not { } row) return await billing.Send(new MarkFollowed(request.EventId), cancellationToken);

        return page switch
        {
            { StripeId: { } subscription } => await billing.Send(new FollowSubscription(subscription, request.EventId), cancellationToken),
            { State: HostedState.Expired } => await billing.Send(new EndPage(row, page.Id, request.EventId), cancellationToken),
            _ => await billing.Send(new WaitForPage(row, request.EventId), cancellationToken),
        };
    }
}
