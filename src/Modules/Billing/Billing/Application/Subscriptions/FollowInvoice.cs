using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions.Bills;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Asks Stripe how a bill of a plan stands now, and books it once it is paid.</summary>
/// <param name="StripeId">The invoice's <c>in_</c> id.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record FollowInvoice(string StripeId, string? EventId) : IProcess;

internal sealed class FollowInvoiceProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<FollowInvoice>
{
    public async Task<Result> Handle(FollowInvoice request, CancellationToken cancellationToken)
    {
        var fetched = await gateway.GetBill(request.StripeId, cancellationToken);
        if (fetched.IsUnknown) return BillingErrors.StripeUnavailable;
        if (!fetched.Succeeded(out var bill)) return await billing.Send(new MarkFollowed(request.EventId), cancellationToken);

        // First the subscription: its grace and its card depend on this bill too, and a first bill often comes before it.
        var followed = await billing.Send(new FollowSubscription(bill.Subscription, EventId: null), cancellationToken);
        return followed.IsFailure ? followed : await billing.Send(new ApplyBill(bill, request.EventId), cancellationToken);
    }
}
