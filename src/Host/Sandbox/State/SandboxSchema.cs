using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.State;

/// <summary>Creates the Sandbox's tables where they are missing; what a former run stored is kept.</summary>
internal sealed class SandboxSchema(NpgsqlDataSource database)
{
    public async Task Create()
    {
        using var resource = typeof(SandboxSchema).Assembly.GetManifestResourceStream("Schema.sql")!;
        using var reader = new StreamReader(resource);
        var tables = await reader.ReadToEndAsync();

        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // `create table if not exists` can collide with itself when two processes start at once.
        await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('sandbox schema', 0))", transaction: transaction);
        await connection.ExecuteAsync(tables, transaction: transaction);
        // The hosts read the clock; in a database made by hand their role may not exist.
        await connection.ExecuteAsync("""
            do $$ begin
                grant select on sandbox.clock to leadmarket_host;
            exception when undefined_object or insufficient_privilege then null;
            end $$
            """, transaction: transaction);
        await transaction.CommitAsync();
    }
}
