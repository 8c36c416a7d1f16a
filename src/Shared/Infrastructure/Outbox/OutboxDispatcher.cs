using System.Diagnostics;
using System.Text.Json;
using LeadMarket.Infrastructure.Modules;
using LeadMarket.Infrastructure.Pipeline;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Infrastructure.Outbox;

/// <summary>Delivers one module's events, at least once, to every subscriber in the host.</summary>
internal sealed class OutboxDispatcher(
    Module module, OutboxStore store, EventCatalogue events, IEnumerable<Subscription> subscriptions,
    IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboxDispatcher> log) : BackgroundService
{
    /// <summary>Taken and worked on together, so that no message waits for a turn while its lease runs out.</summary>
    private const int Batch = 4;

    /// <summary>Over a day at the longest delay: a refund must outlive a vendor's bad night.</summary>
    private const int AttemptsBeforeBurial = 160;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(10);

    private readonly ILookup<Type, Subscription> _subscriptions = subscriptions.ToLookup(subscription => subscription.EventType);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var claimed = await store.Claim(Batch, clock.GetUtcNow(), Lease, stoppingToken);
                await Parallel.ForEachAsync(
                    claimed,
                    new ParallelOptions { MaxDegreeOfParallelism = Batch, CancellationToken = stoppingToken },
                    async (message, cancel) => await Dispatch(message, cancel));
                if (claimed.Count == 0) await module.Wake.Wait(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The database is away. Everything is still in it; ask again.
                log.LogWarning(failure, "The outbox of {Module} cannot be read.", module.Name);
                await Task.Delay(Poll, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Dispatch(ClaimedMessage message, CancellationToken cancel)
    {
        using var activity = Tracing.Source.StartActivity($"outbox {message.Name}", ActivityKind.Consumer);
        try
        {
            var outcome = await Deliver(message, cancel);
            if (outcome.IsFailure) await Postpone(message, outcome.Error.Code, cancel);
            else await store.Delivered(message.Id, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            log.LogError(failure, "Delivering {Event} {EventId} failed.", message.Name, message.Id);
            // The innermost: what wraps it says only that something may pass.
            await Postpone(message, failure.GetBaseException().Message, cancel);
        }
    }

    private async Task<Result> Deliver(ClaimedMessage message, CancellationToken cancel)
    {
        // A name nobody knows is an event of a newer host during a deployment: keep it for that one.
        if (events.Find(message.Name) is not { } type) return Error.Unavailable("outbox.unknown-event");

        var integrationEvent = (IIntegrationEvent)JsonSerializer.Deserialize(message.Payload, type, EventJson.Options)!;
        var outcome = Result.Success;
        foreach (var subscription in _subscriptions[type])
        {
            // One subscriber's refusal keeps no other from its event; the inbox spares those that have acted a repeat.
            var handled = await subscription.Deliver(scopes, message.Id, integrationEvent, cancel);
            if (handled.IsFailure) outcome = handled;
        }

        return outcome;
    }

    private Task Postpone(ClaimedMessage message, string reason, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (message.Attempts >= AttemptsBeforeBurial)
        {
            log.LogError("{Event} {EventId} is given up after {Attempts} attempts: {Reason}", message.Name, message.Id, message.Attempts, reason);
            return store.Bury(message.Id, now, reason, cancel);
        }

        var delay = TimeSpan.FromSeconds(0.5 * Math.Pow(2, Math.Min(message.Attempts, 16) - 1));
        return store.Retry(message.Id, now + (delay < LongestDelay ? delay : LongestDelay), reason, cancel);
    }
}
