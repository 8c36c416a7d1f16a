using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions.Views;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

internal sealed class CancelSubscriptionProcess(IMediator billing) : IProcessHandler<CancelSubscription, SubscriptionView>
{
    public Task<Result<SubscriptionView>> Handle(CancelSubscription request, CancellationToken cancellationToken) =>
        billing.Send(new SwitchEnding(request.Contractor, EndsAtPeriodEnd: true), cancellationToken);
}

internal sealed class ResumeSubscriptionProcess(IMediator billing) : IProcessHandler<ResumeSubscription, SubscriptionView>
{
    public Task<Result<SubscriptionView>> Handle(ResumeSubscription request, CancellationToken cancellationToken) =>
        billing.Send(new SwitchEnding(request.Contractor, EndsAtPeriodEnd: false), cancellationToken);
}

/// <summary>Has a subscription end with the time that is paid for, or go on after it.</summary>
internal sealed record SwitchEnding(ContractorId Contractor, bool EndsAtPeriodEnd) : IProcess<SubscriptionView>;

internal sealed class SwitchEndingProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<SwitchEnding, SubscriptionView>
{
    public async Task<Result<SubscriptionView>> Handle(SwitchEnding request, CancellationToken cancellationToken)
    {
        var prepared = await billing.Send(new PrepareSwitch(request.Contractor), cancellationToken);
        if (!prepared.Succeeded(out var order)) return prepared.Error;

        var answer = await gateway.SetEnding(order.StripeId, request.EndsAtPeriodEnd, order.Key, cancellationToken);
        var shown = await Look(answer, request.Contractor, order, cancellationToken);
        if (IsSo(shown, request)) return shown;

        // Stripe's own page sets an end by its date, which the switch leaves.
        if (!request.EndsAtPeriodEnd && !shown.IsFailure)
        {
            answer = await gateway.DropEnd(order.StripeId, $"{order.Key}:date", cancellationToken);
            shown = await Look(answer, request.Contractor, order, cancellationToken);
        }

        return shown.IsFailure || IsSo(shown, request) ? shown : BillingErrors.StripeUnavailable;
    }

    private async Task<Result<SubscriptionView>> Look(
        GatewayAnswer<string> answer, ContractorId contractor, SwitchOrder order, CancellationToken cancel)
    {
        if (answer.IsUnknown) return BillingErrors.StripeUnavailable;

        // Refused means that it has ended meanwhile; asking how it stands says so.
        var followed = await billing.Send(new FollowSubscription(order.StripeId, EventId: null), cancel);
        if (followed.IsFailure) return followed.Error;
        return answer.Succeeded(out _) ? await billing.Send(new ShowSubscription(contractor), cancel) : BillingErrors.NotSubscribed;
    }

    private static bool IsSo(Result<SubscriptionView> shown, SwitchEnding request) =>
        shown.Succeeded(out var view) && view.EndsAtPeriodEnd == request.EndsAtPeriodEnd;
}

/// <summary>Keeps the key of one try before Stripe is asked.</summary>
internal sealed record PrepareSwitch(ContractorId Contractor) : ICommand<SwitchOrder>;

internal sealed record SwitchOrder(string StripeId, string Key);

internal sealed class PrepareSwitchHandler(ISubscriptions subscriptions) : ICommandHandler<PrepareSwitch, SwitchOrder>
{
    public async Task<Result<SwitchOrder>> Handle(PrepareSwitch request, CancellationToken cancellationToken) =>
        await subscriptions.HoldLive(request.Contractor, cancellationToken) is { StripeId: { } stripeId } subscription
            ? new SwitchOrder(stripeId, subscription.NextSwitchKey())
            : BillingErrors.NotSubscribed;
}
