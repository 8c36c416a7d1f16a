using Dapper;
using Npgsql;

namespace LeadMarket.Architecture.Tests.Data;

/// <summary>Puts one row into a table and asks what its own role sees of it when nobody said who is asking.</summary>
internal static class WithoutActor
{
    private const string Savepoint = "try_without_actor";

    /// <returns>Rows seen; everything is rolled back to where it was.</returns>
    public static async Task<long> Count(NpgsqlConnection admin, TableFacts table)
    {
        var name = $"\"{table.Schema}\".\"{table.Name}\"";
        await admin.ExecuteAsync($"savepoint {Savepoint}");
        try
        {
            // The row only has to be there. A superuser in the replica role is held by no foreign key, trigger or policy.
            await admin.ExecuteAsync("set local session_replication_role = replica");
            foreach (var check in await admin.QueryAsync<string>("select conname from pg_constraint where contype = 'c' and conrelid = @name::regclass", new { name }))
                await admin.ExecuteAsync($"alter table {name} drop constraint \"{check}\"");
            // What has a default, or is generated, fills itself.
            var filled = table.Columns.Where(column => column is { Nullable: false, HasDefault: false }).ToList();
            await admin.ExecuteAsync(filled.Count == 0
                ? $"insert into {name} default values"
                : $"insert into {name} ({string.Join(", ", filled.Select(column => $"\"{column.Name}\""))}) values ({string.Join(", ", filled.Select(column => SampleOf(column.Type)))})");
            if (await admin.ExecuteScalarAsync<long>($"select count(*) from {name}") == 0)
                throw new InvalidOperationException($"No row could be put into {table}.");

            await admin.ExecuteAsync($"grant usage on schema \"{table.Schema}\" to {table.Role}; grant select on {name} to {table.Role}");
            await admin.ExecuteAsync($"set local role {table.Role}");
            return await admin.ExecuteScalarAsync<long>($"select count(*) from {name}");
        }
        finally
        {
            await admin.ExecuteAsync($"rollback to savepoint {Savepoint}; reset role");
        }
    }

    private static string SampleOf(string type) => type switch
    {
        "uuid" => "gen_random_uuid()",
        "boolean" => "true",
        "jsonb" or "json" => "'{}'",
        "inet" => "'127.0.0.1'",
        "date" => "'2026-11-21'",
        "bytea" => "'\\x00'",
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => "'2026-11-21 12:00+00'",
        _ when type.EndsWith("[]", StringComparison.Ordinal) => $"'{{}}'::{type}",
        _ when type is "integer" or "bigint" or "smallint" || type.StartsWith("numeric", StringComparison.Ordinal) => "1",
        _ when type.StartsWith("char", StringComparison.Ordinal) || type is "text" => "'x'",
        _ => throw new InvalidOperationException($"No sample value of type {type}: add one."),
    };
}
