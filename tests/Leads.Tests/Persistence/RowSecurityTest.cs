using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Leads.Contracts;
using Npgsql;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>Rows in every table, and what an actor can do to them with SQL of their own.</summary>
public abstract class RowSecurityTest(LeadsDatabase database)
{
    // Drafts are the homeowners' own; these tell of leads.
    protected static readonly string[] LeadTables =
    [
        "leads", "contacts", "consents", "consent_origins", "lead_moves", "attributions", "identities", "phone_codes", "access_links", "consent_withdrawals",
        "problems", "outcomes", "conversions", "erasures",
    ];

    // One row in each table that submitting and listing leave empty.
    private const string Rest = """
        insert into leads.phone_codes values (@lead, 'sent', 'VE1', 1, 0, 1, 'epoch', 'epoch', '2026-11-21');
        insert into leads.consent_withdrawals values (@lead, 'marketing', 'all', 'epoch');
        insert into leads.problems values (gen_random_uuid(), @lead, 'rude', null, null, 'epoch');
        insert into leads.outcomes values (@lead, 'nobody', null, 'epoch');
        insert into leads.conversions values (@lead, @lead::text, 'epoch', 'sent', 1, null, 'epoch', null);
        insert into leads.erasures values (@lead, '', '', 'epoch');
        """;

    protected LeadsDatabase Database { get; } = database;

    protected async Task<Guid> SubmittedDraft()
    {
        var draft = DraftId.From(Guid.NewGuid());
        var homeowner = Actor.Homeowner(draft.Value);
        foreach (var step in Enum.GetValues<IntakeStep>()) await Database.Send(homeowner, new SaveDraftStep(draft, step, Forms.Valid));
        (await Database.Send(homeowner, new SubmitDraft(draft, Forms.Origin))).IsFailure.ShouldBeFalse();
        return draft.Value;
    }

    /// <summary>A listed lead with a row in every table.</summary>
    protected async Task<Guid> WholeLead()
    {
        var lead = await Database.SubmitAndJudge(Forms.Somebody(), Forms.FreshOrigin() with { Attribution = new Attribution(Source: "meta") });
        await Database.As(Actor.System, db => db.ExecuteAsync("delete from leads.conversions where lead_id = @lead; delete from leads.phone_codes where lead_id = @lead", new { lead = lead.Value }));
        await Database.As(Actor.System, db => db.ExecuteAsync(Rest, new { lead = lead.Value }));
        return lead.Value;
    }

    protected static string Own(string table) => table switch
    {
        "leads" => "select count(*)::int from leads.leads where id = @lead",
        "consent_origins" => "select count(*)::int from leads.consent_origins where consent_id in (select id from leads.consents where lead_id = @lead)",
        _ => $"select count(*)::int from leads.{table} where lead_id = @lead",
    };

    protected Task<int> Count(Actor? actor, string table) =>
        Database.As(actor, db => db.ExecuteScalarAsync<int>($"select count(*)::int from leads.{table}"));

    protected Task<int> Execute(Actor? actor, string sql) => Database.As(actor, db => db.ExecuteAsync(sql));

    protected async Task Refused(Actor? actor, string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => Execute(actor, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
}
