using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Stripe.Faults;

/// <summary>How Stripe is to fail. Only <see cref="ResetAfter"/> and <see cref="Truncated"/> do the work first; <see cref="Status500"/> uses up the idempotency key.</summary>
internal enum FaultKind
{
    Refuse,
    Status500,
    Html502,
    Stall,
    ResetAfter,
    Truncated,
    Status429,
}

/// <summary>Failures asked for and not yet given, first asked first given.</summary>
internal sealed class FaultQueue(NpgsqlDataSource database)
{
    private int _known = 1;

    /// <param name="path">An exact path, or a beginning that ends with <c>*</c>.</param>
    public async Task Add(string? method, string path, FaultKind kind, int times)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("insert into sandbox.stripe_faults (method, path, kind, remaining) values (@method, @path, @kind, @times)",
            new { method, path, kind = kind.ToString(), times });
        Volatile.Write(ref _known, 1);
    }

    public async Task Clear()
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("delete from sandbox.stripe_faults");
    }

    public async Task<FaultKind?> Take(string method, string path)
    {
        // Faults are rare and calls are many: the table is asked only while it may hold one.
        if (Volatile.Read(ref _known) == 0) return null;
        await using var connection = await database.OpenConnectionAsync();
        var kind = await connection.QuerySingleOrDefaultAsync<string>("""
            with next as (
                select id from sandbox.stripe_faults
                where remaining > 0 and (method is null or method = @method)
                  and (path = @path or (right(path, 1) = '*' and starts_with(@path, left(path, -1))))
                order by id limit 1 for update)
            update sandbox.stripe_faults f set remaining = remaining - 1 from next where f.id = next.id returning f.kind
            """, new { method, path });
        if (kind is not null) return Enum.Parse<FaultKind>(kind);

        Volatile.Write(ref _known, 0);
        if (await connection.QuerySingleAsync<bool>("select exists (select 1 from sandbox.stripe_faults where remaining > 0)"))
            Volatile.Write(ref _known, 1);
        return null;
    }
}
