using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Dapper;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Stripe.Wire;
using Npgsql;

namespace LeadMarket.Sandbox.Mail;

/// <summary>A mail as it was sent.</summary>
internal sealed record StoredEmail
{
    public Guid Id { get; init; }
    public long AtMs { get; init; }
    public string Sender { get; init; } = "";
    public string[] Recipients { get; init; } = [];
    public string Subject { get; init; } = "";
    public string? Html { get; init; }
    public string? Text { get; init; }

    /// <summary>The JSON exactly as it came: headers, tags, reply address.</summary>
    public string Message { get; init; } = "{}";

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(AtMs);
}

/// <summary>Every mail sent, kept as it would have arrived.</summary>
internal sealed class Mailbox(NpgsqlDataSource database, SandboxClock clock)
{
    private const long KeyKeptMs = 24 * 3600 * 1000;
    private const string Columns = "id, at_ms as \"AtMs\", sender, recipients, subject, html, text, message::text as \"Message\"";

    /// <summary>Stores a mail, or finds the one already stored under this key.</summary>
    public async Task<(Guid Id, MailRefusal? Refusal)> Accept(EmailOrder order, JsonObject sent, string? key, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var message = StripeJson.Write(sent);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message)));
        if (key is not null)
        {
            if (!await connection.QuerySingleAsync<bool>("select pg_try_advisory_xact_lock(hashtextextended('resend:' || @key, 0))", new { key }, transaction))
                return (default, new(409, "concurrent_idempotent_requests", "Same idempotency key used while original request is still in progress."));
            var earlier = await connection.QuerySingleOrDefaultAsync<(string Fingerprint, Guid Email)?>(
                "select fingerprint, email from sandbox.email_idempotency where key = @key and created_ms > @since",
                new { key, since = clock.Milliseconds - KeyKeptMs }, transaction);
            if (earlier is { } kept)
            {
                return string.Equals(kept.Fingerprint, fingerprint, StringComparison.Ordinal) ? (kept.Email, null)
                    : (default, new(409, "invalid_idempotent_request", "Same idempotency key used with a different request payload."));
            }
        }

        var id = Guid.CreateVersion7();
        await connection.ExecuteAsync("""
            insert into sandbox.emails (id, at_ms, sender, recipients, subject, html, text, message)
            values (@id, @at, @From, @To, @Subject, @Html, @Text, @message::json)
            """, new { id, at = clock.Milliseconds, order.From, order.To, order.Subject, order.Html, order.Text, message }, transaction);
        if (key is not null)
        {
            await connection.ExecuteAsync("""
                insert into sandbox.email_idempotency (key, fingerprint, email, created_ms) values (@key, @fingerprint, @id, @at)
                on conflict (key) do update set fingerprint = excluded.fingerprint, email = excluded.email, created_ms = excluded.created_ms
                """, new { key, fingerprint, id, at = clock.Milliseconds }, transaction);
        }

        await transaction.CommitAsync(cancel);
        return (id, null);
    }

    public async Task<StoredEmail?> Find(Guid id)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleOrDefaultAsync<StoredEmail>($"select {Columns} from sandbox.emails where id = @id", new { id });
    }

    /// <param name="to">Only mail to this address, written bare.</param>
    public async Task<IReadOnlyList<StoredEmail>> Latest(int most, string? to = null)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<StoredEmail>($"""
            select {Columns} from sandbox.emails
            where @to is null or exists (select 1 from unnest(recipients) r
                where lower(r) = lower(@to) or right(lower(r), length(@to) + 2) = '<' || lower(@to) || '>')
            order by seq desc limit @most
            """, new { most, to })];
    }
}
