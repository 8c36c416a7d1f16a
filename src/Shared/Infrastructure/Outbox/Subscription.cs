using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Infrastructure.Outbox;

/// <summary>One handler's interest in one event.</summary>
public abstract class Subscription(Type eventType, Type handler)
{
    public Type EventType { get; } = eventType;

    public Type Handler { get; } = handler;

    /// <summary>Acts on the event in a fresh scope, as the system. A refusal or an exception means: try again later.</summary>
    internal abstract Task<Result> Deliver(IServiceScopeFactory scopes, Guid eventId, IIntegrationEvent integrationEvent, CancellationToken cancel);

    private protected static AsyncServiceScope SystemScope(IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
        return scope;
    }
}

/// <summary>Exactly once: the inbox row and the effect commit together.</summary>
internal sealed class ReactionSubscription<TEvent, THandler>(Module module) : Subscription(typeof(TEvent), typeof(THandler))
    where TEvent : IIntegrationEvent
    where THandler : class, IReaction<TEvent>
{
    internal override async Task<Result> Deliver(
        IServiceScopeFactory scopes, Guid eventId, IIntegrationEvent integrationEvent, CancellationToken cancel)
    {
        await using var scope = SystemScope(scopes);
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        return await scope.ServiceProvider.GetRequiredService<UnitOfWork>().Run<Result>(module, async context =>
        {
            if (await AlreadyHandled(context, eventId, clock.GetUtcNow(), cancel)) return Result.Success;
            await scope.ServiceProvider.GetRequiredService<THandler>().Handle((TEvent)integrationEvent, cancel);
            return Result.Success;
        }, cancel);
    }

    // A second delivery at the same instant waits here on the key, then finds the row.
    private static async Task<bool> AlreadyHandled(ModuleDbContext context, Guid eventId, DateTimeOffset at, CancellationToken cancel) =>
        await context.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(
            $"insert into {context.Schema}.inbox_messages (event_id, handler, handled_at) values (@eventId, @handler, @at) on conflict do nothing",
            new { eventId, handler = typeof(THandler).Name, at },
            context.Database.CurrentTransaction!.GetDbTransaction(),
            cancellationToken: cancel)) == 0;
}

/// <summary>At least once: every step of the process bears a repeat.</summary>
internal sealed class ProcessSubscription<TEvent, THandler>() : Subscription(typeof(TEvent), typeof(THandler))
    where TEvent : IIntegrationEvent
    where THandler : class, IReactionProcess<TEvent>
{
    internal override async Task<Result> Deliver(
        IServiceScopeFactory scopes, Guid eventId, IIntegrationEvent integrationEvent, CancellationToken cancel)
    {
        await using var scope = SystemScope(scopes);
        return await scope.ServiceProvider.GetRequiredService<THandler>().Handle((TEvent)integrationEvent, cancel);
    }
}
