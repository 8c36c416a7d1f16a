using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions.Changes;

/// <summary>Has Stripe make a kept change. Bears any repeat: the key is in the row.</summary>
/// <remarks>Refused with <c>billing.stripe-unavailable</c> when it has to be asked again, which the row says when.</remarks>
internal sealed record SendPlanChange(Guid Change) : IProcess;

internal sealed class SendPlanChangeProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<SendPlanChange>
{
    public async Task<Result> Handle(SendPlanChange request, CancellationToken cancellationToken)
    {
        var taken = await billing.Send(new TakePlanChange(request.Change), cancellationToken);
        if (!taken.Succeeded(out var change)) return taken.Error;
        if (change.Order is not { } order) return Result.Success;

        // Too old to be sent; whether an earlier try got through, the subscription itself tells.
        if (change.IsStale) return await Settle(request.Change, order, PlanChangeState.Dropped, cancellationToken);

        var answer = await gateway.ChangePlan(order, change.Key, cancellationToken);
        if (answer.IsUnknown) return await Postpone(request.Change, cancellationToken);
        if (answer.Succeeded(out _)) return await Settle(request.Change, order, PlanChangeState.Answered, cancellationToken);

        var settled = await Settle(request.Change, order, PlanChangeState.Dropped, cancellationToken);
        return settled.IsFailure ? settled : BillingErrors.PreviewOutdated;
    }

    // First how the subscription stands now: until then the change still counts as under way.
    private async Task<Result> Settle(Guid change, PlanChangeTerms order, PlanChangeState state, CancellationToken cancel)
    {
        var followed = await billing.Send(new FollowSubscription(order.StripeId, EventId: null), cancel);
        return followed.IsFailure
            ? await Postpone(change, cancel)
            : await billing.Send(new SettlePlanChange(change, state), cancel);
    }

    private async Task<Result> Postpone(Guid change, CancellationToken cancel)
    {
        await billing.Send(new PostponePlanChange(change), cancel);
        return BillingErrors.StripeUnavailable;
    }
}

/// <summary>Takes a try of a change for this host.</summary>
internal sealed record TakePlanChange(Guid Change) : ICommand<TakenChange>;

/// <param name="Order">Null once it is settled.</param>
internal sealed record TakenChange(PlanChangeTerms? Order, string Key, bool IsStale);

internal sealed class TakePlanChangeHandler(ISubscriptions subscriptions, TimeProvider clock) : ICommandHandler<TakePlanChange, TakenChange>
{
    public async Task<Result<TakenChange>> Handle(TakePlanChange request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await subscriptions.FindChange(request.Change, cancellationToken) is not { } change) return BillingErrors.NotSubscribed;
        change.Lease(now);
        return new TakenChange(change.State is PlanChangeState.Requested ? change.Terms : null, change.IdempotencyKey, change.IsStale(now));
    }
}

/// <summary>Stripe's answer is unknown: sets when to ask again.</summary>
internal sealed record PostponePlanChange(Guid Change) : ICommand;

internal sealed class PostponePlanChangeHandler(ISubscriptions subscriptions, TimeProvider clock) : ICommandHandler<PostponePlanChange>
{
    public async Task<Result> Handle(PostponePlanChange request, CancellationToken cancellationToken)
    {
        (await subscriptions.FindChange(request.Change, cancellationToken))?.Postpone(clock.GetUtcNow());
        return Result.Success;
    }
}

/// <summary>Nothing is left to send of it.</summary>
internal sealed record SettlePlanChange(Guid Change, PlanChangeState State) : ICommand;

internal sealed class SettlePlanChangeHandler(ISubscriptions subscriptions, TimeProvider clock) : ICommandHandler<SettlePlanChange>
{
    public async Task<Result> Handle(SettlePlanChange request, CancellationToken cancellationToken)
    {
        (await subscriptions.FindChange(request.Change, cancellationToken))?.Settle(request.State, clock.GetUtcNow());
        return Result.Success;
    }
}
