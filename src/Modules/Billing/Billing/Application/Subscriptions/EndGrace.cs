using LeadMarket.Billing.Application.Plans;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using MediatR;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>Tells others which plans were lost because the grace after a failed payment is over. The rights themselves end by the clock.</summary>
internal sealed record EndGrace : IProcess;

internal sealed class EndGraceProcess(IMediator billing) : IProcessHandler<EndGrace>
{
    public async Task<Result> Handle(EndGrace request, CancellationToken cancellationToken)
    {
        var listed = await billing.Send(new ListEndedGraces(), cancellationToken);
        if (!listed.Succeeded(out var ended)) return listed.Error;
        foreach (var subscription in ended) await billing.Send(new EndGraceOf(subscription), cancellationToken);
        return Result.Success;
    }
}

/// <summary>Subscriptions whose grace is over and was not told.</summary>
internal sealed record ListEndedGraces : IQuery<IReadOnlyList<SubscriptionId>>;

/// <summary>Tells of one.</summary>
internal sealed record EndGraceOf(SubscriptionId Subscription) : ICommand;

internal sealed class EndGraceOfHandler(ISubscriptions subscriptions, PlanTelling telling, Market market, TimeProvider clock)
    : ICommandHandler<EndGraceOf>
{
    public async Task<Result> Handle(EndGraceOf request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await subscriptions.Hold(request.Subscription, cancellationToken) is { } subscription && subscription.EndGrace(now, market.Billing.Grace))
            await telling.Settle(subscription.ContractorId, subscription, now, cancellationToken);
        return Result.Success;
    }
}
