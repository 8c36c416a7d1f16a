using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Asks Stripe how a subscription stands now, and copies that.</summary>
/// <param name="StripeId">Its <c>sub_</c> id.</param>
/// <param name="EventId">The webhook this answers; null when we asked by ourselves.</param>
internal sealed record FollowSubscription(string StripeId, string? EventId) : IProcess;

internal sealed class FollowSubscriptionProcess(IMediator billing, ISubscriptionGateway gateway) : IProcessHandler<FollowSubscription>
{
    public async Task<Result> Handle(FollowSubscription request, CancellationToken cancellationToken)
    {
        var turn = await billing.Send(new BeginFollow(request.StripeId, Row: null), cancellationToken);
        if (turn.IsFailure) return turn.Error;
        var fetched = await gateway.GetSubscription(request.StripeId, cancellationToken);

        // Not known by Stripe's id yet: its metadata names our row. Numbered now, so it has to be fetched once more after that.
        if (turn.Value.Seq is null && fetched.Succeeded(out var first) && first.Row is { } row)
        {
            turn = await billing.Send(new BeginFollow(request.StripeId, row), cancellationToken);
            if (turn.IsFailure) return turn.Error;
            if (turn.Value.Seq is not null) fetched = await gateway.GetSubscription(request.StripeId, cancellationToken);
        }

        if (fetched.IsUnknown) return BillingErrors.StripeUnavailable;
        return fetched.Succeeded(out var said)
            ? await billing.Send(new ApplySubscription(said, turn.Value.Seq, request.EventId), cancellationToken)
            : await billing.Send(new MarkFollowed(request.EventId), cancellationToken);
    }
}

/// <summary>Marks a webhook about something that is none of ours.</summary>
internal sealed record MarkFollowed(string? EventId) : ICommand;

internal sealed class MarkFollowedHandler(IStripeEvents events, TimeProvider clock) : ICommandHandler<MarkFollowed>
{
    public async Task<Result> Handle(MarkFollowed request, CancellationToken cancellationToken)
    {
        if (request.EventId is { } id) await events.MarkProcessed(id, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }
}
