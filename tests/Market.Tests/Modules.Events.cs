using System.Text.Json;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Jobs;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Market.Tests;

/// <content>What the dispatcher and the scheduler would do.</content>
public sealed partial class Modules
{
    private static readonly string[] Outboxes = ["purchasing", "billing", "coupons"];

    /// <summary>Every event that went through, to be told again.</summary>
    internal List<(Guid Id, IIntegrationEvent Event)> Delivered { get; } = [];

    /// <summary>Gives an event to everybody who subscribed to it, as the dispatcher does: their inboxes count.</summary>
    internal async Task<Result> Publish(Guid id, IIntegrationEvent integrationEvent)
    {
        var outcome = Result.Success;
        foreach (var subscription in Services.GetServices<Subscription>().Where(each => each.EventType == integrationEvent.GetType()))
        {
            var handled = await subscription.Deliver(Services.GetRequiredService<IServiceScopeFactory>(), id, integrationEvent, CancellationToken.None);
            if (handled.IsFailure) outcome = handled;
        }

        return outcome;
    }

    /// <summary>Delivers what waits in the outboxes, once each, the oldest or the newest first. What is refused stays; what was delivered
    /// may be delivered again.</summary>
    /// <param name="again">Delivers each twice, as a dispatcher does that died before it could note the first.</param>
    /// <returns>How many went through.</returns>
    public async Task<int> Deliver(bool newestFirst = false, bool again = false)
    {
        var delivered = 0;
        foreach (var schema in newestFirst ? Outboxes.Reverse() : Outboxes)
        {
            foreach (var waiting in await Waiting(schema, newestFirst))
            {
                if (!await Went(waiting.Id, waiting.Event)) continue;
                if (again) await Went(waiting.Id, waiting.Event);
                Delivered.Add(waiting);
                await Execute($"delete from {schema}.outbox_messages where id = @id", new { id = waiting.Id });
                delivered++;
            }
        }

        return delivered;
    }

    /// <summary>Sends every recurring request that concerns purchases once, as the scheduler does.</summary>
    /// <returns>False when a host died over it.</returns>
    public async Task<bool> Sweep()
    {
        foreach (var job in Services.GetServices<RecurringRequest>().Where(job => !Elsewhere.Contains(job.Name)))
        {
            try
            {
                await Send(Actor.System, (IRequest<Result>)job.Request());
            }
            catch (HostDied)
            {
                return false;
            }
        }

        return true;
    }

    // What they look at is no purchase: balances, the catalogue, the night's comparison, the books, which are audited at the end; and leads
    // nobody is told of here.
    private static readonly string[] Elsewhere =
        ["purchasing.reconcile-night", "billing.import-balance", "billing.sync-catalogue", "billing.check-ledger", "billing.resume-subscriptions", "billing.end-grace"];

    private async Task<bool> Went(Guid id, IIntegrationEvent integrationEvent)
    {
        try
        {
            return !(await Publish(id, integrationEvent)).IsFailure;
        }
        catch (HostDied)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<(Guid Id, IIntegrationEvent Event)>> Waiting(string schema, bool newestFirst)
    {
        var catalogue = Services.GetRequiredService<EventCatalogue>();
        var rows = await Rows<(Guid Id, string Name, string Payload)>(
            $"select id, name, payload::text from {schema}.outbox_messages order by id {(newestFirst ? "desc" : "asc")}");
        return [.. rows.Select(row => (row.Id, (IIntegrationEvent)JsonSerializer.Deserialize(row.Payload, catalogue.Find(row.Name)!, EventJson.Options)!))];
    }
}
