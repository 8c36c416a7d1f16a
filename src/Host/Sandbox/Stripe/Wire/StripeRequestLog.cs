using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <param name="AtMs">Unix milliseconds, sandbox time.</param>
internal sealed record LoggedRequest(string Id, long AtMs, string Method, string Path, int Status, string? IdempotencyKey, bool Replayed);

/// <summary>Every call to Stripe and how it was answered, for the page that shows them.</summary>
internal sealed class StripeRequestLog(NpgsqlDataSource database)
{
    public async Task Add(LoggedRequest request)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into sandbox.stripe_requests (id, at_ms, method, path, status, idempotency_key, replayed)
            values (@Id, @AtMs, @Method, left(@Path, 300), @Status, left(@IdempotencyKey, 255), @Replayed)
            """, request);
    }

    public async Task<IReadOnlyList<LoggedRequest>> Latest(int most)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<LoggedRequest>("""
            select id, at_ms as "AtMs", method, path, status, idempotency_key as "IdempotencyKey", replayed
            from sandbox.stripe_requests order by seq desc limit @most
            """, new { most })];
    }
}
