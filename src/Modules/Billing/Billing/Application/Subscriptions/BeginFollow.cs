using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Numbers a fetch before it is made: of two answers, the one that was asked for later counts, whichever comes last.</summary>
/// <param name="Row">Where to look when Stripe's id is not known here yet.</param>
internal sealed record BeginFollow(string StripeId, SubscriptionId? Row) : ICommand<FetchTurn>;

/// <param name="Seq">Null when nothing of ours goes by that id.</param>
internal sealed record FetchTurn(long? Seq);

internal sealed class BeginFollowHandler(ISubscriptions subscriptions) : ICommandHandler<BeginFollow, FetchTurn>
{
    public async Task<Result<FetchTurn>> Handle(BeginFollow request, CancellationToken cancellationToken)
    {
        var subscription = request.Row is { } row
            ? await subscriptions.Hold(row, cancellationToken)
            : await subscriptions.HoldAtStripe(request.StripeId, cancellationToken);
        var isIt = subscription is not null && (subscription.StripeId ?? request.StripeId) == request.StripeId;
        return new FetchTurn(isIt ? subscription!.BeginFetch() : null);
    }
}
