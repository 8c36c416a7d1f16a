using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.StripeEvents;

/// <summary>Keeps a verified event and has it acted on; one that is known changes nothing.</summary>
internal sealed record ReceiveStripeEvent(StripeEvent Event) : ICommand;

internal sealed class ReceiveStripeEventHandler(IStripeEvents events, IOutbox outbox, TimeProvider clock)
    : ICommandHandler<ReceiveStripeEvent>
{
    public async Task<Result> Handle(ReceiveStripeEvent request, CancellationToken cancellationToken)
    {
        var received = request.Event;
        if (await events.TryAdd(received, clock.GetUtcNow(), cancellationToken))
            outbox.Publish(new StripeEventReceived(received.Id, received.Type, received.ObjectId, received.CreatedAt));
        return Result.Success;
    }
}

/// <summary>Marks an event that calls for nothing.</summary>
internal sealed record IgnoreStripeEvent(string Id) : ICommand;

internal sealed class IgnoreStripeEventHandler(IStripeEvents events, TimeProvider clock) : ICommandHandler<IgnoreStripeEvent>
{
    public async Task<Result> Handle(IgnoreStripeEvent request, CancellationToken cancellationToken)
    {
        await events.MarkProcessed(request.Id, clock.GetUtcNow(), cancellationToken);
        return Result.Success;
    }
}
