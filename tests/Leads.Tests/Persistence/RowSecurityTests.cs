using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LeadMarket.Leads.Tests.Persistence;

/// <summary>What PostgreSQL itself shows each actor, when a query has no WHERE at all.</summary>
[Collection(OnPostgres.Name)]
public sealed class RowSecurityTests(LeadsDatabase database)
{
    // Drafts are the homeowners' own; the others tell of leads.
    private static readonly string[] LeadTables = ["leads", "contacts", "consents", "consent_origins", "lead_moves"];

    public static TheoryData<string, Actor?> Strangers => new()
    {
        { "nobody", null },
        { "a visitor", Actor.Anonymous },
        { "a contractor", Actor.Contractor(ContractorId.From(Guid.NewGuid())) },
        { "another homeowner", Actor.Homeowner(Guid.NewGuid()) },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task A_stranger_sees_no_row_of_any_table(string who, Actor? stranger)
    {
        await SubmittedDraft();

        foreach (var table in LeadTables.Append("drafts")) (await Count(stranger, table)).ShouldBe(0, $"{who} in {table}");
    }

    [Theory]
    [InlineData("system")]
    [InlineData("staff")]
    public async Task The_product_and_its_staff_see_leads_contacts_and_proofs_but_no_drafts(string kind)
    {
        await SubmittedDraft();

        foreach (var table in LeadTables) (await Count(new Actor(kind), table)).ShouldBeGreaterThan(0, table);
        (await Count(new Actor(kind), "drafts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_homeowner_sees_their_own_draft_and_the_status_of_their_own_lead_alone()
    {
        await SubmittedDraft();
        var homeowner = Actor.Homeowner(await SubmittedDraft());

        (await Count(homeowner, "drafts")).ShouldBe(1);
        (await Count(homeowner, "leads")).ShouldBe(1);
        foreach (var table in LeadTables.Skip(1)) (await Count(homeowner, table)).ShouldBe(0, table);
    }

    [Fact]
    public async Task A_homeowner_cannot_write_into_another_draft()
    {
        var victim = await SubmittedDraft();

        (await Execute(Actor.Homeowner(Guid.NewGuid()), $"update leads.drafts set form = '{{}}' where id = '{victim}'")).ShouldBe(0);
        await Refused(Actor.Homeowner(Guid.NewGuid()), $"insert into leads.drafts (id, form, started_at, saved_at) values ('{Guid.NewGuid()}', '{{}}', 'epoch', 'epoch')");
    }

    [Fact]
    public async Task A_visitor_may_add_a_row_and_not_read_it_back()
    {
        (await Execute(Actor.Anonymous, InsertLead())).ShouldBe(1);
        await Refused(Actor.Anonymous, InsertLead() + " returning id");
        (await Execute(Actor.Anonymous, "update leads.leads set status = 'submitted'")).ShouldBe(0);
        (await Execute(Actor.Anonymous, "delete from leads.leads")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_and_no_contractor_may_add_a_row()
    {
        await Refused(null, InsertLead());
        await Refused(Actor.Contractor(ContractorId.From(Guid.NewGuid())), InsertLead());
    }

    [Fact]
    public async Task A_visitors_row_must_still_refer_to_a_real_lead()
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => Execute(
            Actor.Anonymous,
            $"insert into leads.lead_moves values ('{Guid.NewGuid()}', 1, null, 'submitted', 'anonymous', 'epoch')"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.ForeignKeyViolation);
    }

    [Theory]
    [InlineData("consents")]
    [InlineData("lead_moves")]
    public async Task Proof_cannot_be_rewritten_by_anybody(string table)
    {
        await SubmittedDraft();

        foreach (var actor in new[] { Actor.System, Actor.Staff, Actor.Anonymous })
        {
            (await Execute(actor, $"update leads.{table} set lead_id = lead_id")).ShouldBe(0);
            (await Execute(actor, $"delete from leads.{table}")).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Two_moves_with_one_number_cannot_both_count()
    {
        var lead = (await database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid, Forms.Origin))).Value.Id;

        var refused = await Should.ThrowAsync<PostgresException>(() => Execute(
            Actor.System, $"insert into leads.lead_moves values ('{lead}', 2, 'submitted', 'listed', 'system', 'epoch')"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task Every_table_of_the_schema_has_row_security() =>
        (await database.Truth<int>("select count(*)::int from pg_class where relnamespace = 'leads'::regnamespace and relkind = 'r' and not relrowsecurity")).ShouldBe(0);

    [Fact]
    public async Task The_model_and_the_migrated_tables_have_the_same_columns()
    {
        var options = new DbContextOptionsBuilder<LeadsDbContext>().UseNpgsql("Host=nowhere").Options;
        await using var context = new LeadsDbContext(options);
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var mapped = entity.GetProperties().Select(property => $"{property.GetColumnName()} {(property.IsNullable ? "YES" : "NO")} {property.GetColumnType()}");
            var real = await database.Truth<string[]>(
                """
                select array_agg(concat_ws(' ', column_name, is_nullable, data_type))
                from information_schema.columns where table_schema = 'leads' and table_name = @table
                """,
                new { table = entity.GetTableName() });
            mapped.Order(StringComparer.Ordinal).ShouldBe(real.Order(StringComparer.Ordinal), entity.GetTableName());
        }
    }

    private async Task<Guid> SubmittedDraft()
    {
        var draft = DraftId.From(Guid.NewGuid());
        var homeowner = Actor.Homeowner(draft.Value);
        foreach (var step in Enum.GetValues<IntakeStep>()) await database.Send(homeowner, new SaveDraftStep(draft, step, Forms.Valid));
        (await database.Send(homeowner, new SubmitDraft(draft, Forms.Origin))).IsFailure.ShouldBeFalse();
        return draft.Value;
    }

    private static string InsertLead() => $$"""
        insert into leads.leads values ('{{Guid.NewGuid()}}', 'submitted', 1, 's', 'r', 'a', 'H2X', 'b', 't', '{}', 1, 'fr', 'epoch', null)
        """;

    private Task<int> Count(Actor? actor, string table) =>
        database.As(actor, db => db.ExecuteScalarAsync<int>($"select count(*)::int from leads.{table}"));

    private Task<int> Execute(Actor? actor, string sql) => database.As(actor, db => db.ExecuteAsync(sql));

    private async Task Refused(Actor? actor, string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => Execute(actor, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
}
