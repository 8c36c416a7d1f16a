using Dapper;
using LeadMarket.Architecture.Tests.Engine;
using LeadMarket.Architecture.Tests.Host;
using LeadMarket.Infrastructure.Migrations;
using LeadMarket.Infrastructure.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Architecture.Tests.Data;

[Collection(BuiltHostCollection.Name)]
public sealed class DataTests(BuiltHost host)
{
    [Fact]
    public async Task Every_schema_of_a_module_holds_tables()
    {
        var facts = await Facts();
        SolutionLayout.OfThisRepository.Modules.ShouldAllBe(module => facts.Tables.Any(table => table.Schema == module.ToLowerInvariant() && !table.IsPlumbing));
    }

    [Fact]
    public async Task Business_tables_are_forced_with_a_policy_per_actor() => DatabaseRules.BusinessTablesAreForced.Check(await Facts());

    [Theory]
    [InlineData("create table leads.seeded (id uuid primary key)", "leads.seeded → not enabled")]
    [InlineData("create table leads.seeded (id uuid primary key); alter table leads.seeded enable row level security", "leads.seeded → not forced")]
    [InlineData("create table leads.seeded (id uuid primary key); create policy all_of_it on leads.seeded using (true)", "leads.seeded → the policy all_of_it asks for no actor")]
    public async Task Business_tables_are_forced_with_a_policy_per_actor_is_caught_when_violated(string violation, string named) =>
        DatabaseRules.BusinessTablesAreForced.ShouldCatch(await Facts(violation), named);

    [Fact]
    public async Task Policies_do_not_mislead_the_planner() => DatabaseRules.PoliciesAreCases.Check(await Facts());

    [Fact]
    public async Task Policies_do_not_mislead_the_planner_is_caught_when_violated() => DatabaseRules.PoliciesAreCases.ShouldCatch(
        await Facts("create policy hasty on leads.leads for select using (current_setting('app.actor', true) = 'system')"),
        "leads.leads → the policy hasty is compared row by row");

    [Fact]
    public async Task Migrating_again_changes_no_policy()
    {
        var before = Policies(await Facts());
        await host.Services.GetRequiredService<DatabaseMigrator>().Migrate(sandbox: false, CancellationToken.None);
        Policies(await Facts()).ShouldBe(before);

        static IEnumerable<string> Policies(DatabaseFacts facts) =>
            [.. facts.Tables.SelectMany(table => table.Policies.Select(policy => $"{table} {policy.Name} {policy.Conditions}")).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Plumbing_is_open_to_its_own_role_only() => DatabaseRules.PlumbingIsForItsOwnRole.Check(await Facts());

    [Theory]
    [InlineData("alter table leads.outbox_messages disable row level security", "leads.outbox_messages → not enabled")]
    [InlineData("create policy everyone on leads.inbox_messages using (true)", "leads.inbox_messages → open to public")]
    public async Task Plumbing_is_open_to_its_own_role_only_is_caught_when_violated(string violation, string named) =>
        DatabaseRules.PlumbingIsForItsOwnRole.ShouldCatch(await Facts(violation), named);

    [Fact]
    public async Task With_no_actor_a_module_sees_no_row() => DatabaseRules.NoActorSeesNoRow.Check(await Facts());

    [Fact]
    public async Task With_no_actor_a_module_sees_no_row_is_caught_when_violated() => DatabaseRules.NoActorSeesNoRow.ShouldCatch(
        await Facts("""
            create table leads.seeded (id uuid primary key, state text not null check (state in ('open')));
            alter table leads.seeded enable row level security;
            alter table leads.seeded force row level security;
            create policy careless on leads.seeded using (coalesce(current_setting('app.actor', true), '') <> 'contractor')
            """),
        "leads.seeded → leadmarket_leads sees 1 row");

    [Fact]
    public async Task A_modules_role_reaches_its_own_schema_only() => DatabaseRules.RolesStayAtHome.Check(await Facts());

    [Theory]
    [InlineData("grant usage on schema leads to leadmarket_billing", "leadmarket_billing → the schema leads")]
    [InlineData("grant select on leads.outbox_messages to leadmarket_coupons", "leadmarket_coupons → the schema leads")]
    [InlineData("grant leadmarket_owner to leadmarket_billing", "leadmarket_billing → member-of-owner")]
    public async Task A_modules_role_reaches_its_own_schema_only_is_caught_when_violated(string violation, string named) =>
        DatabaseRules.RolesStayAtHome.ShouldCatch(await Facts(violation), named);

    [Fact]
    public async Task A_modules_role_is_refused_another_modules_table()
    {
        var facts = await Facts();
        await using var admin = await Open();
        await using var transaction = await admin.BeginTransactionAsync();
        foreach (var role in facts.Roles)
        {
            foreach (var table in facts.Tables.Where(table => !string.Equals(table.Role, role.Name, StringComparison.Ordinal)))
            {
                await admin.ExecuteAsync($"savepoint reading; set local role {role.Name}");
                var refused = await Should.ThrowAsync<PostgresException>(() => admin.ExecuteAsync($"select from {table}"), $"{role} reads {table}");
                refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, $"{role} reads {table}");
                await admin.ExecuteAsync("rollback to savepoint reading; reset role");
            }
        }
    }

    [Fact]
    public async Task Every_entity_maps_to_its_modules_schema() => ModelRules.EntitiesStayInTheirSchema.Check(await Model());

    [Fact]
    public async Task The_migrated_database_has_what_the_models_map() => ModelRules.ModelMatchesMigrations.Check(await Model());

    [Fact]
    public async Task Every_entity_maps_to_its_modules_schema_is_caught_when_violated() =>
        ModelRules.EntitiesStayInTheirSchema.ShouldCatch(await SeededModel(), "SeededContext billing.inbox_messages → billing");

    [Fact]
    public async Task The_migrated_database_has_what_the_models_map_is_caught_when_violated() => ModelRules.ModelMatchesMigrations.ShouldCatch(
        await SeededModel(), "nowhere → no such table", "name is text, mapped as integer", "last_error is nullable, mapped as not null", "colour is not in the database", "payload wants a value and is not mapped");

    [Fact]
    public void A_rule_over_the_database_that_examined_nothing_fails()
    {
        var nothing = new DatabaseFacts([], []);
        foreach (var rule in new[] { DatabaseRules.BusinessTablesAreForced, DatabaseRules.PlumbingIsForItsOwnRole, DatabaseRules.NoActorSeesNoRow, DatabaseRules.RolesStayAtHome })
            Should.Throw<RuleExaminedNothingException>(() => rule.Check(nothing));
        foreach (var rule in new[] { ModelRules.EntitiesStayInTheirSchema, ModelRules.ModelMatchesMigrations })
            Should.Throw<RuleExaminedNothingException>(() => rule.Check(new ModelAndDatabase([], nothing)));
    }

    private async Task<NpgsqlConnection> Open()
    {
        var admin = new NpgsqlConnection(host.Database);
        await admin.OpenAsync();
        return admin;
    }

    /// <summary>The facts of the migrated database, with a violation put in and taken back.</summary>
    private async Task<DatabaseFacts> Facts(string violation = "select 1")
    {
        await using var admin = await Open();
        await using var transaction = await admin.BeginTransactionAsync();
        await admin.ExecuteAsync(violation);
        return await DatabaseFacts.Read(admin);
    }

    private async Task<ModelAndDatabase> Model()
    {
        using var scope = host.Services.CreateScope();
        var contexts = scope.ServiceProvider.GetRequiredService<ModuleCatalogue>().All.Select(module => (module.Name, module.Context))
            .Concat(scope.ServiceProvider.GetServices<HostSchema>().Select(schema => (schema.Name, schema.Context)));
        return new ModelAndDatabase(
            [.. contexts.SelectMany(found => MappedTable.Of((DbContext)scope.ServiceProvider.GetRequiredService(found.Context), found.Name))], await Facts());
    }

    private async Task<ModelAndDatabase> SeededModel()
    {
        await using var context = new SeededContext();
        return new ModelAndDatabase([.. MappedTable.Of(context, "leads")], await Facts());
    }

    private sealed class SeededContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseNpgsql();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Mismapped>(mapped =>
            {
                mapped.ToTable("outbox_messages", "leads").HasKey(row => row.Id);
                mapped.Property(row => row.Id).HasColumnName("id");
                mapped.Property(row => row.Name).HasColumnName("name");
                mapped.Property(row => row.Error).HasColumnName("last_error");
                mapped.Property(row => row.Colour).HasColumnName("colour");
            });
            modelBuilder.Entity<Stray>().ToTable("inbox_messages", "billing");
            modelBuilder.Entity<Lost>().ToTable("nowhere", "leads");
        }
    }

    private sealed record Mismapped(Guid Id, int Name, string Error, string Colour);

    private sealed record Stray(int Id);

    private sealed record Lost(int Id);
}
