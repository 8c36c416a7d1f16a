using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions.Cards;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

internal sealed class RefreshSubscriptionProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<RefreshSubscription, PlanView>
{
    public async Task<Result<PlanView>> Handle(RefreshSubscription request, CancellationToken cancellationToken)
    {
        var found = await billing.Send(new FindLiveSubscription(request.Contractor), cancellationToken);
        if (!found.Succeeded(out var live)) return found.Error;

        var followed = live switch
        {
            { StripeId: { } subscription } => await billing.Send(new FollowSubscription(subscription, EventId: null), cancellationToken),
            { SessionId: { } page } => await billing.Send(new FollowPage(page, EventId: null), cancellationToken),
            _ => Result.Success,
        };
        if (!followed.IsFailure) followed = await SeeDefaultCard(live, cancellationToken);
        return followed.IsFailure ? followed.Error : await billing.Send(new GetPlan(request.Contractor), cancellationToken);
    }

    private async Task<Result> SeeDefaultCard(LiveSubscription live, CancellationToken cancel)
    {
        if (live is not { CustomerId: { } customer, StripeId: not null }) return Result.Success;
        var fetched = await gateway.GetDefaultCard(customer, cancel);
        if (fetched.IsUnknown) return BillingErrors.StripeUnavailable;
        return fetched.Succeeded(out var card) ? await billing.Send(new SeeCard(card), cancel) : Result.Success;
    }
}

/// <summary>Where Stripe keeps what a contractor has with us; nothing of it may be there.</summary>
internal sealed record FindLiveSubscription(ContractorId Contractor) : IQuery<LiveSubscription>;

internal sealed record LiveSubscription(string? CustomerId, string? StripeId, string? SessionId);
