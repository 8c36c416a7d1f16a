using LeadMarket.Architecture.Tests.Engine;

namespace LeadMarket.Architecture.Tests.Data;

/// <summary>Rule 15, asked of a live database: every table is guarded as its class wants, and every role stays at home.</summary>
public static class DatabaseRules
{
    public static Rule<DatabaseFacts> BusinessTablesAreForced { get; } = Rule.Over<DatabaseFacts, TableFacts>(
        "15. A business table has row level security enabled and forced, with a policy per actor",
        "alter table … enable and force row level security; create policy … using (current_setting('app.actor', true) …)",
        database => database.Tables.Where(table => !table.IsPlumbing),
        (table, _) => Missing((table.Enabled, "not enabled"), (table.Forced, "not forced"), (table.Policies.Count > 0, "no policy"))
            .Concat(table.Policies.Where(policy => !policy.Conditions.Contains("app.actor", StringComparison.Ordinal))
                .Select(policy => $"the policy {policy.Name} asks for no actor")));

    public static Rule<DatabaseFacts> PoliciesAreCases { get; } = Rule.Over<DatabaseFacts, TableFacts>(
        "15. A policy does not mislead the planner",
        "create it in a migration: the migrator writes it as a CASE, of which the planner expects every second row instead of one in two hundred",
        database => database.Tables.Where(table => !table.IsPlumbing),
        (table, _) => table.Policies.Where(policy => policy.Filter.Length > 0 && !policy.Filter.TrimStart().StartsWith("CASE", StringComparison.Ordinal))
            .Select(policy => $"the policy {policy.Name} is compared row by row"));

    public static Rule<DatabaseFacts> PlumbingIsForItsOwnRole { get; } = Rule.Over<DatabaseFacts, TableFacts>(
        "15. A plumbing table has row level security enabled and is open to its own role only",
        "alter table … enable row level security; create policy own_module on … to leadmarket_<schema> using (true)",
        database => database.Tables.Where(table => table.IsPlumbing),
        (table, _) => Missing((table.Enabled, "not enabled"), (table.Policies.Count > 0, "no policy"), (!table.Forced, "forced: its owner would see no row of it"))
            .Concat(table.Policies.SelectMany(policy => policy.Roles).Where(role => !string.Equals(role, table.Role, StringComparison.Ordinal))
                .Select(role => $"open to {role}")));

    public static Rule<DatabaseFacts> NoActorSeesNoRow { get; } = Rule.Over<DatabaseFacts, TableFacts>(
        "15. With no actor set a module sees no row",
        "let every policy compare app.actor with the actors it is for",
        database => database.Tables.Where(table => table.Seen is not null),
        (table, _) => table.Seen == 0 ? [] : [$"{table.Role} sees {table.Seen} row"]);

    public static Rule<DatabaseFacts> RolesStayAtHome { get; } = Rule.Over<DatabaseFacts, RoleFacts>(
        "15. A module's role reaches its own schema only, and rounds no policy",
        "revoke the grant; ask the other module through its Contracts",
        database => database.Roles,
        (role, _) => role.Powers.Concat(role.Schemas.Where(schema => !IsHome(role.Name, schema)).Select(schema => $"the schema {schema}")));

    // The host alone follows the sandbox's clock, in development.
    private static bool IsHome(string role, string schema) =>
        string.Equals(TableFacts.RoleOf(schema), role, StringComparison.Ordinal) || (role, schema) is ("leadmarket_host", "sandbox");

    private static IEnumerable<string> Missing(params IEnumerable<(bool Kept, string Otherwise)> wants) =>
        wants.Where(want => !want.Kept).Select(want => want.Otherwise);
}
