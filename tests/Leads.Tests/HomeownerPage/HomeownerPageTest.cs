using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;
using MediatR;

namespace LeadMarket.Leads.Tests.HomeownerPage;

/// <summary>A request that was sent, and its homeowner at their page.</summary>
[Collection(OnPostgres.Name)]
public abstract class HomeownerPageTest(LeadsDatabase database)
{
    protected LeadsDatabase Database { get; } = database;

    /// <summary>A form of somebody who ticked every box.</summary>
    private protected static LeadForm Consenting() => Forms.Somebody() with
    {
        ConsentToMarketing = true,
        MarketingVersion = TestMarket.MarketingVersion,
        ConsentToAdvertising = true,
        AdvertisingVersion = TestMarket.AdvertisingVersion,
    };

    private protected Task<LeadId> Listed(LeadForm? form = null, FormOrigin? origin = null) => Database.SubmitAndJudge(form ?? Forms.Somebody(), origin);

    private protected async Task<LeadId> Submitted(LeadForm? form = null) =>
        (await Database.Send(Actor.Anonymous, new SubmitLead(form ?? Forms.Somebody(), Forms.FreshOrigin()))).Value.Id;

    /// <summary>What the request's homeowner asks for.</summary>
    protected Task<TResponse> Ask<TResponse>(LeadId lead, IRequest<TResponse> request) => Database.Send(Actor.Homeowner(lead.Value), request);

    /// <summary>As <see cref="Ask{TResponse}"/>, where it is not to be refused.</summary>
    protected async Task Do(LeadId lead, IRequest<Result> request)
    {
        var done = await Ask(lead, request);
        done.IsFailure.ShouldBeFalse(done.IsFailure ? done.Error.Code : null);
    }

    protected async Task<RequestView> View(LeadId lead) => (await Ask(lead, new GetRequest(lead))).Value;

    /// <summary>Delivers each erasure that was published about these leads, as the dispatcher would.</summary>
    protected async Task DeliverErasures(params LeadId[] leads)
    {
        foreach (var lead in leads) await Database.Deliver(await Database.Published<LeadErased>(lead));
    }

    private protected Task<int> CountEvents(string name, LeadId lead) => Database.Truth<int>(
        "select count(*)::int from leads.outbox_messages where name = @name and payload ->> 'lead' = @lead", new { name, lead = lead.ToString() });
}
