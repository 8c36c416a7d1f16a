using System.Security.Cryptography;
using System.Text;
using Dapper;
using LeadMarket.Sandbox.Clock;
using Npgsql;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>The memory behind <c>Idempotency-Key</c>, stored in the same transaction as what the request wrote.</summary>
internal sealed class IdempotencyRecord(NpgsqlTransaction transaction, string key, string endpoint, FormTree form, SandboxClock clock)
{
    private const long KeptMs = 24 * 3600 * 1000;

    private readonly string _fingerprint = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('\n', form.Flatten().Select(leaf => $"{leaf.Name.Length}:{leaf.Name}={leaf.Value}")))));

    private NpgsqlConnection Connection => transaction.Connection!;

    /// <returns>The first answer given under this key, or <c>null</c> when this is the first request.</returns>
    /// <exception cref="StripeRefusal">409 while another request holds the key; 400 when it was used for something else.</exception>
    public async Task<StripeAnswer?> Recall()
    {
        if (key.Length > 255) throw StripeRefusal.Idempotency("Idempotency keys can have at most 255 characters.", 400);

        // The lock ends with the transaction, so a process killed half way leaves the key unused.
        var mine = await Connection.QuerySingleAsync<bool>(
            "select pg_try_advisory_xact_lock(hashtextextended('stripe:' || @key, 0))", new { key }, transaction);
        if (!mine)
        {
            throw StripeRefusal.Idempotency(
                $"There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): {key}. Please try again later.",
                409, "idempotency_key_in_use");
        }

        var kept = await Connection.QuerySingleOrDefaultAsync<Kept>("""
            select endpoint, fingerprint, status, body from sandbox.stripe_idempotency where key = @key and created_ms > @since
            """, new { key, since = clock.Milliseconds - KeptMs }, transaction);
        if (kept is null) return null;
        if (!string.Equals(kept.Endpoint, endpoint, StringComparison.Ordinal))
            throw StripeRefusal.Idempotency($"Keys for idempotent requests can only be used for the same endpoint they were first used for ('{endpoint}' vs '{kept.Endpoint}'). Try using a key other than '{key}' if you meant to execute a different request.", 400);
        if (!string.Equals(kept.Fingerprint, _fingerprint, StringComparison.Ordinal))
            throw StripeRefusal.Idempotency($"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.", 400);
        return new StripeAnswer(kept.Status, StripeJson.Read(kept.Body));
    }

    public Task Keep(StripeAnswer answer) => Connection.ExecuteAsync("""
        insert into sandbox.stripe_idempotency (key, endpoint, fingerprint, status, body, created_ms)
        values (@key, @endpoint, @_fingerprint, @Status, @body, @at)
        on conflict (key) do update set endpoint = excluded.endpoint, fingerprint = excluded.fingerprint,
            status = excluded.status, body = excluded.body, created_ms = excluded.created_ms
        """, new { key, endpoint, _fingerprint, answer.Status, body = StripeJson.Write(answer.Body), at = clock.Milliseconds }, transaction);

    private sealed record Kept(string Endpoint, string Fingerprint, int Status, string Body);
}
