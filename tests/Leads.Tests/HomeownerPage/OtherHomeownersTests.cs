using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Tests.Persistence;
using MediatR;

namespace LeadMarket.Leads.Tests.HomeownerPage;

public sealed class OtherHomeownersTests(LeadsDatabase database) : HomeownerPageTest(database)
{
    public static TheoryData<string, Func<LeadId, object>> Requests => new()
    {
        { "see", lead => new GetRequest(lead) },
        { "export", lead => new ExportRequest(lead) },
        { "prove", lead => new GetConsentReceipt(lead) },
        { "replace the link of", lead => new ReplaceAccessLink(lead) },
        { "close", lead => new CloseLead(lead) },
        { "withdraw", lead => new WithdrawLead(lead) },
        { "take a buyer away from", lead => new NoteBuyerWithdrawn(lead, UnlockId.New(Forms.Now)) },
        { "take back a consent of", lead => new WithdrawConsent(lead, "marketing") },
        { "report a problem of", lead => new ReportProblem(lead, "rude", "Je suis un autre.", null) },
        { "say the outcome of", lead => new RecordOutcome(lead, "nobody", null) },
        { "erase", lead => new EraseLead(lead) },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Another_homeowner_can_neither_see_nor_change_a_request(string what, Func<LeadId, object> request)
    {
        var lead = await Listed(Consenting());
        var before = await Everything(lead);
        var another = Actor.Homeowner((await Listed()).Value);

        foreach (var actor in new[] { another, Actor.Anonymous, Actor.Contractor(ContractorId.From(Guid.NewGuid())), null })
            (await Refusal(actor, request(lead))).ShouldBeOneOf(["leads.lead-not-found", "leads.consent-unknown"], what);

        (await Everything(lead)).ShouldBe(before);
    }

    [Fact]
    public async Task A_forgotten_where_still_shows_and_destroys_nothing_of_anybody_else()
    {
        var lead = await Listed(Consenting(), Forms.FreshOrigin() with { Attribution = new Attribution("google") });
        await Do(lead, new ReportProblem(lead, "rude", "Trop insistant.", null));
        await Do(lead, new RecordOutcome(lead, "nobody", null));
        var before = await Everything(lead);
        var another = Actor.Homeowner((await Listed(Consenting())).Value);

        foreach (var table in new[] { "contacts", "consents", "lead_moves", "consent_withdrawals", "access_links", "attributions", "identities", "problems", "outcomes" })
        {
            (await Database.As(another, db => db.ExecuteScalarAsync<int>($"select count(*)::int from leads.{table} where lead_id = '{lead}'"))).ShouldBe(0, table);
            await Database.As(another, db => db.ExecuteAsync($"delete from leads.{table} where lead_id = '{lead}'"));
        }

        await Database.As(another, db => db.ExecuteAsync("delete from leads.consent_origins where consent_id in (select id from leads.consents)"));
        await Database.As(another, db => db.ExecuteAsync($"update leads.leads set area = 'elsewhere' where id = '{lead}'"));
        (await Everything(lead)).ShouldBe(before);
    }

    private async Task<string> Refusal(Actor? actor, object request) => request switch
    {
        IRequest<Result> command => (await Database.Send(actor, command)).Error.Code,
        IRequest<Result<string>> command => (await Database.Send(actor, command)).Error.Code,
        IRequest<Result<RequestView>> query => (await Database.Send(actor, query)).Error.Code,
        IRequest<Result<RequestExport>> query => (await Database.Send(actor, query)).Error.Code,
        IRequest<Result<ConsentReceipt>> query => (await Database.Send(actor, query)).Error.Code,
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, "Asked by nobody at the page."),
    };

    /// <summary>Every row that hangs on a lead.</summary>
    private async Task<string> Everything(LeadId lead) => await Database.Truth<string>(
        """
        select concat_ws(E'\n',
            (select l::text from leads.leads l where id = @lead),
            (select c::text from leads.contacts c where lead_id = @lead),
            (select string_agg(c::text, ' ' order by id) from leads.consents c where lead_id = @lead),
            (select string_agg(o::text, ' ' order by consent_id) from leads.consent_origins o join leads.consents c on c.id = o.consent_id where lead_id = @lead),
            (select string_agg(m::text, ' ' order by number) from leads.lead_moves m where lead_id = @lead),
            (select string_agg(w::text, ' ' order by key, scope) from leads.consent_withdrawals w where lead_id = @lead),
            (select string_agg(k::text, ' ' order by key_hash) from leads.access_links k where lead_id = @lead),
            (select string_agg(i::text, ' ' order by fingerprint) from leads.identities i where lead_id = @lead),
            (select string_agg(p::text, ' ' order by id) from leads.problems p where lead_id = @lead),
            (select a::text from leads.attributions a where lead_id = @lead),
            (select o::text from leads.outcomes o where lead_id = @lead),
            (select e::text from leads.erasures e where lead_id = @lead))
        """, new { lead = lead.Value });
}
