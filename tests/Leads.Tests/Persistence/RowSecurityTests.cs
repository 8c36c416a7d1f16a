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
public sealed class RowSecurityTests(LeadsDatabase database) : RowSecurityTest(database)
{
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
        await WholeLead();

        foreach (var table in LeadTables.Append("drafts")) (await Count(stranger, table)).ShouldBe(0, $"{who} in {table}");
    }

    [Theory]
    [InlineData("system")]
    [InlineData("staff")]
    public async Task The_product_and_its_staff_see_leads_contacts_and_proofs(string kind)
    {
        await WholeLead();

        foreach (var table in LeadTables) (await Count(new Actor(kind), table)).ShouldBeGreaterThan(0, table);
    }

    [Fact]
    public async Task Half_filled_forms_are_cleared_out_by_the_system_and_seen_by_no_staff()
    {
        await SubmittedDraft();

        (await Count(Actor.System, "drafts")).ShouldBeGreaterThan(0);
        (await Count(Actor.Staff, "drafts")).ShouldBe(0);
    }

    [Fact]
    public async Task A_contractor_may_add_nothing_to_any_table()
    {
        var lead = await WholeLead();
        var contractor = Actor.Contractor(ContractorId.From(Guid.NewGuid()));

        foreach (var table in LeadTables.Append("drafts")) (await Execute(contractor, $"delete from leads.{table}")).ShouldBe(0, table);
        await Refused(contractor, $"insert into leads.access_links values (repeat('0', 64), '{lead}', 'epoch', null)");
        await Refused(contractor, $"insert into leads.attributions values ('{lead}', '{{}}', null)");
        await Refused(contractor, $"insert into leads.identities values (repeat('0', 64), 's', '{lead}', 'epoch')");
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
    [InlineData("consent_withdrawals")]
    public async Task Proof_cannot_be_rewritten_by_anybody(string table)
    {
        var lead = await WholeLead();

        foreach (var actor in new[] { Actor.System, Actor.Staff, Actor.Anonymous, Actor.Homeowner(lead) })
        {
            (await Execute(actor, $"update leads.{table} set lead_id = lead_id")).ShouldBe(0);
            (await Execute(actor, $"delete from leads.{table}")).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Two_moves_with_one_number_cannot_both_count()
    {
        var lead = (await Database.Send(Actor.Anonymous, new SubmitLead(Forms.Valid, Forms.Origin))).Value.Id;

        var refused = await Should.ThrowAsync<PostgresException>(() => Execute(
            Actor.System, $"insert into leads.lead_moves values ('{lead}', 1, null, 'submitted', 'system', 'epoch')"));

        refused.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
    }

    [Fact]
    public async Task Every_table_of_the_schema_has_row_security() =>
        (await Database.Truth<int>("select count(*)::int from pg_class where relnamespace = 'leads'::regnamespace and relkind = 'r' and not relrowsecurity")).ShouldBe(0);

    [Fact]
    public async Task The_model_and_the_migrated_tables_have_the_same_columns()
    {
        var options = new DbContextOptionsBuilder<LeadsDbContext>().UseNpgsql("Host=nowhere").Options;
        await using var context = new LeadsDbContext(options);
        foreach (var entity in context.Model.GetEntityTypes())
        {
            var mapped = entity.GetProperties().Select(property => $"{property.GetColumnName()} {(property.IsNullable ? "YES" : "NO")} {property.GetColumnType()}");
            var real = await Database.Truth<string[]>(
                """
                select array_agg(concat_ws(' ', column_name, is_nullable, case data_type when 'ARRAY' then substr(udt_name, 2) || '[]' else data_type end))
                from information_schema.columns where table_schema = 'leads' and table_name = @table
                """,
                new { table = entity.GetTableName() });
            mapped.Order(StringComparer.Ordinal).ShouldBe(real.Order(StringComparer.Ordinal), entity.GetTableName());
        }
    }

    private static string InsertLead() => $$"""
        insert into leads.leads (id, status, moves, service, region, area, postal_prefix, budget, timeline, answers, quotes, locale, submitted_at, expires_at)
        values ('{{Guid.NewGuid()}}', 'submitted', 1, 's', 'r', 'a', 'H2X', 'b', 't', '{}', 1, 'fr', 'epoch', 'epoch')
        """;
}
