using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Views;

/// <summary>The contractor's subscription as their pages show it. Refused with <c>billing.not-subscribed</c>.</summary>
internal sealed record ShowSubscription(ContractorId Contractor) : IProcess<SubscriptionView>;

internal sealed class ShowSubscriptionProcess(IMediator billing) : IProcessHandler<ShowSubscription, SubscriptionView>
{
    public async Task<Result<SubscriptionView>> Handle(ShowSubscription request, CancellationToken cancellationToken)
    {
        var plan = await billing.Send(new GetPlan(request.Contractor), cancellationToken);
        if (plan.IsFailure) return plan.Error;
        return plan.Value.Subscription is { } subscription ? subscription : BillingErrors.NotSubscribed;
    }
}
