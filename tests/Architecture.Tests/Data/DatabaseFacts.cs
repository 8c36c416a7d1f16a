using Dapper;
using Npgsql;

namespace LeadMarket.Architecture.Tests.Data;

/// <summary>A column as PostgreSQL has it.</summary>
public sealed record ColumnFacts(string Name, string Type, bool Nullable, bool HasDefault);

/// <summary>A row level security policy: who it is for, and what it asks.</summary>
/// <param name="Filter">Which rows it shows; empty when it is only about rows that are added.</param>
/// <param name="Conditions">The filter, and what rows that are written must fulfil.</param>
public sealed record PolicyFacts(string Name, IReadOnlyList<string> Roles, string Filter, string Conditions);

/// <summary>A table and its guards.</summary>
/// <param name="Seen">Rows that the owner's role sees with no actor set, of one row put there to try; null for plumbing.</param>
public sealed record TableFacts(
    string Schema, string Name, bool Enabled, bool Forced, IReadOnlyList<ColumnFacts> Columns, IReadOnlyList<PolicyFacts> Policies, long? Seen)
{
    private static readonly string[] MessagingTables = ["outbox_messages", "inbox_messages", "ef_migrations"];

    /// <summary>The role that works in this schema; Quartz works for the host.</summary>
    public string Role => RoleOf(Schema);

    /// <summary>Tables that hold no business row: open to their own role, and to nobody else.</summary>
    public bool IsPlumbing => Schema is "host" or "quartz" || MessagingTables.Contains(Name, StringComparer.Ordinal);

    public static string RoleOf(string schema) => schema is "quartz" ? "leadmarket_host" : $"leadmarket_{schema}";

    public override string ToString() => $"{Schema}.{Name}";
}

/// <summary>A login role of ours and what it can reach.</summary>
/// <param name="Schemas">Schemas it may use, or whose tables it may read by a grant.</param>
/// <param name="Powers">What would let it round the policies: superuser, bypassing, membership of the owner.</param>
public sealed record RoleFacts(string Name, IReadOnlyList<string> Schemas, IReadOnlyList<string> Powers)
{
    public override string ToString() => Name;
}

/// <summary>What a live database says of itself.</summary>
public sealed record DatabaseFacts(IReadOnlyList<TableFacts> Tables, IReadOnlyList<RoleFacts> Roles)
{
    /// <summary>Reads inside the connection's transaction, so that a seeded violation in it is seen and rolled back.</summary>
    public static async Task<DatabaseFacts> Read(NpgsqlConnection admin)
    {
        var columns = (await admin.QueryAsync<ColumnRow>("""
            select c.table_schema as schema, c.table_name as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
                not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as has_default
            from information_schema.tables c
            join pg_attribute a on a.attrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and a.attnum > 0 and not a.attisdropped
            where c.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
            order by a.attnum
            """)).ToLookup(row => (row.Schema, row.Table));
        var policies = (await admin.QueryAsync<PolicyRow>("""
            select schemaname as schema, tablename as table, policyname as name, array_to_string(roles, ' ') as roles,
                coalesce(qual, '') as filter, coalesce(qual, '') || ' ' || coalesce(with_check, '') as conditions
            from pg_policies
            """)).ToLookup(row => (row.Schema, row.Table));
        var tables = new List<TableFacts>();
        foreach (var row in await admin.QueryAsync<TableRow>("""
            select n.nspname as schema, c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
            order by 1, 2
            """))
        {
            var table = new TableFacts(
                row.Schema, row.Name, row.Enabled, row.Forced,
                [.. columns[(row.Schema, row.Name)].Select(column => new ColumnFacts(column.Name, column.Type, column.Nullable, column.HasDefault))],
                [.. policies[(row.Schema, row.Name)].Select(policy => new PolicyFacts(policy.Name, Words(policy.Roles), policy.Filter, policy.Conditions))],
                null);
            tables.Add(table.IsPlumbing ? table : table with { Seen = await WithoutActor.Count(admin, table) });
        }

        return new DatabaseFacts(tables, await ReadRoles(admin));
    }

    private static async Task<IReadOnlyList<RoleFacts>> ReadRoles(NpgsqlConnection admin) =>
    [
        .. (await admin.QueryAsync<RoleRow>("""
            select r.rolname as name,
                array_to_string(array(select n.nspname::text from pg_namespace n
                    where n.nspname not like 'pg\_%' and n.nspname not in ('information_schema', 'public')
                      and (has_schema_privilege(r.oid, n.oid, 'usage') or exists (
                          select from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')))
                    order by 1), ' ') as schemas,
                concat_ws(' ', case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'bypassrls' end,
                    case when pg_has_role(r.oid, 'leadmarket_owner', 'member') then 'member-of-owner' end) as powers
            from pg_roles r where r.rolname like 'leadmarket\_%' and r.rolcanlogin order by 1
            """)).Select(row => new RoleFacts(row.Name, Words(row.Schemas), Words(row.Powers))),
    ];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private sealed record TableRow(string Schema, string Name, bool Enabled, bool Forced);

    private sealed record ColumnRow(string Schema, string Table, string Name, string Type, bool Nullable, bool Has_Default)
    {
        public bool HasDefault => Has_Default;
    }

    private sealed record PolicyRow(string Schema, string Table, string Name, string Roles, string Filter, string Conditions);

    private sealed record RoleRow(string Name, string Schemas, string Powers);
}
