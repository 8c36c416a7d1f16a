using System.Text.Json;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Alerts;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Alerts;

/// <summary>Leads are published, time goes by, and contractors are told of what opened to them.</summary>
public abstract class AlertTest(PurchasingDatabase database) : MoneyBackTest(database)
{
    /// <summary>The recurring process of one host.</summary>
    internal async Task Announce() => (await Database.Send(Actor.System, new AnnounceLeads())).IsFailure.ShouldBeFalse();

    internal async Task AnnounceAt(int minutes)
    {
        Database.Clock.Now = Samples.Noon.AddMinutes(minutes);
        await Announce();
    }

    /// <summary>A lead is listed at noon.</summary>
    internal async Task<ListingId> Publish(string service = "ev-charger", string region = "montreal", string area = "H2X")
    {
        var lead = LeadId.New(Samples.Noon);
        await Publish(lead, service: service, region: region, area: area);
        return (await Database.Send(Actor.System, new FindListing(lead))).Value;
    }

    internal async Task<IReadOnlyList<LeadMatched>> Alerts() => JsonSerializer.Deserialize<List<LeadMatched>>(
        await Database.Truth<string>("""
            select coalesce(jsonb_agg(payload order by published_at, id), '[]')::text
            from purchasing.outbox_messages where name = 'purchasing.lead-matched.v1'
            """), EventJson.Options)!;

    internal async Task<IReadOnlyList<ContractorId>> Told() => [.. (await Alerts()).Select(alert => alert.Contractor)];

    internal Task Pause(ContractorId contractor) => Done(contractor, new PauseLeads(contractor));

    internal Task Resume(ContractorId contractor) => Done(contractor, new ResumeLeads(contractor));

    private async Task Done(ContractorId contractor, ICommand command) =>
        (await Database.Send(Actor.Contractor(contractor), command)).IsFailure.ShouldBeFalse();
}
