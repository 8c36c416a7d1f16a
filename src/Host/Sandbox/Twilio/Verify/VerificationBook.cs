using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Twilio.Phone;
using LeadMarket.Sandbox.Twilio.Wire;
using Npgsql;

namespace LeadMarket.Sandbox.Twilio.Verify;

/// <summary>A code sent to a phone, and how often it was sent and tried.</summary>
internal sealed record Verification
{
    public string Sid { get; init; } = "";
    public string Service { get; init; } = "";
    public string Account { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Code { get; init; } = "";
    public string Status { get; init; } = "";
    public int Checks { get; init; }
    public string[] AttemptSids { get; init; } = [];
    public long[] AttemptsMs { get; init; } = [];
    public long CreatedMs { get; init; }
    public long UpdatedMs { get; init; }
}

internal enum CheckOutcome
{
    /// <summary>No code waits there: none was sent, it was used, or it expired.</summary>
    Unknown,
    TooMany,
    Checked,
}

/// <summary>Verify's rules: a code lives ten minutes, is sent at most five times and tried at most five times.</summary>
internal sealed class VerificationBook(NpgsqlDataSource database, SandboxClock clock)
{
    private const long LifeMs = 10 * 60 * 1000;
    private const int MostSends = 5;
    private const int MostChecks = 5;

    private const string Columns = """
        sid, service, account, phone, code, status, checks, attempt_sids as "AttemptSids", attempts_ms as "AttemptsMs",
        created_ms as "CreatedMs", updated_ms as "UpdatedMs"
        """;

    /// <summary>Sends a new code, or once more the one that waits for this phone.</summary>
    /// <returns><c>null</c> when it was sent five times already.</returns>
    public async Task<Verification?> Send(string account, string service, string phone, bool inFrench, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Two starts at once would otherwise each find nothing and send a code of its own.
        await connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('verify:' || @service || @phone, 0))", new { service, phone }, transaction);
        var now = clock.Milliseconds;
        var waiting = await Waiting(transaction, "phone = @key", service, phone);
        if (waiting?.AttemptSids.Length >= MostSends) return null;

        var attempt = TwilioSid.New("VL");
        var sent = waiting is null
            ? new Verification
            {
                Sid = TwilioSid.New("VE"), Service = service, Account = account, Phone = phone, Code = NewCode(), Status = "pending",
                AttemptSids = [attempt], AttemptsMs = [now], CreatedMs = now, UpdatedMs = now,
            }
            : waiting with { AttemptSids = [.. waiting.AttemptSids, attempt], AttemptsMs = [.. waiting.AttemptsMs, now], UpdatedMs = now };
        await connection.ExecuteAsync("""
            insert into sandbox.verifications (sid, service, account, phone, code, status, attempt_sids, attempts_ms, created_ms, updated_ms)
            values (@Sid, @Service, @Account, @Phone, @Code, @Status, @AttemptSids, @AttemptsMs, @CreatedMs, @UpdatedMs)
            on conflict (sid) do update set attempt_sids = excluded.attempt_sids, attempts_ms = excluded.attempts_ms, updated_ms = excluded.updated_ms
            """, sent, transaction);
        await PhoneBook.Add(transaction, new StoredText
        {
            Sid = attempt, Kind = TextKinds.Verify, Account = account, Sender = PhoneBook.VerifySender, Recipient = phone, Code = sent.Code,
            Body = inFrench ? $"Votre code de vérification LeadMarket est : {sent.Code}" : $"Your LeadMarket verification code is: {sent.Code}",
            Status = "delivered", CreatedMs = now, SentMs = now, UpdatedMs = now,
        });
        await transaction.CommitAsync(cancel);
        return sent;
    }

    /// <param name="column">What <paramref name="key"/> is: <c>phone</c> or <c>sid</c>.</param>
    public async Task<(CheckOutcome Outcome, Verification? Checked)> Check(string service, string column, string key, string code, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await Waiting(transaction, column is "sid" ? "sid = @key" : "phone = @key", service, key) is not { } waiting) return (CheckOutcome.Unknown, null);
        if (waiting.Checks >= MostChecks) return (CheckOutcome.TooMany, null);

        var tried = waiting with
        {
            Checks = waiting.Checks + 1,
            Status = string.Equals(waiting.Code, code, StringComparison.Ordinal) ? "approved" : "pending",
            UpdatedMs = clock.Milliseconds,
        };
        await connection.ExecuteAsync("update sandbox.verifications set checks = @Checks, status = @Status, updated_ms = @UpdatedMs where sid = @Sid", tried, transaction);
        await transaction.CommitAsync(cancel);
        return (CheckOutcome.Checked, tried);
    }

    private async Task<Verification?> Waiting(NpgsqlTransaction transaction, string condition, string service, string key) =>
        await transaction.Connection!.QueryFirstOrDefaultAsync<Verification>($"""
            select {Columns} from sandbox.verifications
            where {condition} and service = @service and status = 'pending' and created_ms > @since
            order by created_ms desc limit 1 for update
            """, new { key, service, since = clock.Milliseconds - LifeMs }, transaction);

    private static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}
