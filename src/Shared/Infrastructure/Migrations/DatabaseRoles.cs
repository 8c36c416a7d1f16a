using LeadMarket.Infrastructure.Persistence;

namespace LeadMarket.Infrastructure.Migrations;

/// <summary>Who may do what in the database: an owner that only migrates, and a role per module that reaches one schema.</summary>
internal static class DatabaseRoles
{
    public const string Owner = "leadmarket_owner";

    /// <summary>Statements that can be run again and again. Roles are cluster-wide, so they are made here and not by migrations.</summary>
    public static IEnumerable<string> Statements(IEnumerable<string> modules, bool sandbox, string? password)
    {
        yield return MakeRole(Owner, "nologin", null);
        yield return $"grant {Owner} to current_user";

        // Schema, and the role that works in it.
        var schemas = modules.Select(module => (Schema: module, Role: DatabaseOptions.RoleOf(module)))
            .Append((Schema: "host", Role: DatabaseOptions.RoleOf("host")))
            .Append((Schema: "quartz", Role: DatabaseOptions.RoleOf("host")));
        foreach (var (schema, role) in schemas)
        {
            yield return MakeRole(role, "login", password);
            yield return $"create schema if not exists {schema} authorization {Owner}";
            yield return $"grant usage on schema {schema} to {role}";
            yield return $"alter default privileges for role {Owner} in schema {schema} grant select, insert, update, delete on tables to {role}";
            yield return $"alter default privileges for role {Owner} in schema {schema} grant usage on sequences to {role}";
        }

        if (!sandbox) yield break;

        // The Sandbox owns its schema: stand-in vendors' state, and the clock that development can move.
        var sandboxRole = DatabaseOptions.RoleOf("sandbox");
        yield return MakeRole(sandboxRole, "login", password);
        yield return $"grant {sandboxRole} to current_user";
        yield return $"create schema if not exists sandbox authorization {sandboxRole}";
        yield return $"grant usage on schema sandbox to {DatabaseOptions.RoleOf("host")}";
        yield return "create table if not exists sandbox.clock (id int primary key check (id = 1), offset_ms bigint not null)";
        yield return $"alter table sandbox.clock owner to {sandboxRole}";
        yield return $"grant select on sandbox.clock to {DatabaseOptions.RoleOf("host")}";
    }

    // NOBYPASSRLS is the default; said, because everything rests on it. A role that is there takes the configured password, or
    // hosts configured with a new one could not sign in.
    private static string MakeRole(string role, string login, string? password)
    {
        var secret = password is null ? "" : $" password {Literal(password)}";
        return $"""
            do $$
            begin
                if not exists (select from pg_roles where rolname = '{role}') then
                    create role {role} {login} nobypassrls{secret};
                {(password is null ? "" : $"else alter role {role}{secret};")}
                end if;
            end $$
            """;
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
