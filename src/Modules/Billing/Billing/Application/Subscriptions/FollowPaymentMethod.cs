using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions.Cards;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Asks Stripe what a card is, and whether it is still kept.</summary>
/// <param name="StripeId">The payment method's <c>pm_</c> id.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record FollowPaymentMethod(string StripeId, string? EventId) : IProcess;

internal sealed class FollowPaymentMethodProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<FollowPaymentMethod>
{
    public async Task<Result> Handle(FollowPaymentMethod request, CancellationToken cancellationToken)
    {
        var fetched = await gateway.GetCard(request.StripeId, cancellationToken);
        if (fetched.IsUnknown) return BillingErrors.StripeUnavailable;
        return fetched.Succeeded(out var card)
            ? await billing.Send(new ApplyCard(card, request.EventId), cancellationToken)
            : await billing.Send(new MarkFollowed(request.EventId), cancellationToken);
    }
}

/// <summary>Asks Stripe which card a setup has kept.</summary>
/// <param name="StripeId">The setup intent's <c>seti_</c> id.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record FollowSetup(string StripeId, string? EventId) : IProcess;

internal sealed class FollowSetupProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<FollowSetup>
{
    public async Task<Result> Handle(FollowSetup request, CancellationToken cancellationToken)
    {
        var fetched = await gateway.GetCardOfSetup(request.StripeId, cancellationToken);
        if (fetched.IsUnknown) return BillingErrors.StripeUnavailable;
        return fetched.Succeeded(out var card)
            ? await billing.Send(new FollowPaymentMethod(card, request.EventId), cancellationToken)
            : await billing.Send(new MarkFollowed(request.EventId), cancellationToken);
    }
}

/// <summary>Asks Stripe which card a customer's bills are charged to.</summary>
/// <param name="StripeId">The customer's <c>cus_</c> id.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record FollowCustomer(string StripeId, string? EventId) : IProcess;

internal sealed class FollowCustomerProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<FollowCustomer>
{
    public async Task<Result> Handle(FollowCustomer request, CancellationToken cancellationToken)
    {
        var fetched = await gateway.GetDefaultCard(request.StripeId, cancellationToken);
        if (fetched.IsUnknown) return BillingErrors.StripeUnavailable;
        return fetched.Succeeded(out var card)
            ? await billing.Send(new FollowPaymentMethod(card, request.EventId), cancellationToken)
            : await billing.Send(new MarkFollowed(request.EventId), cancellationToken);
    }
}
