using System.Text.Json;
using Dapper;
using Npgsql;

namespace LeadMarket.Sandbox.Twilio.Callbacks;

internal sealed record DueCallback(long Id, string Message, string Url, string Fields, int Attempts);

/// <summary>A callback as <c>/sandbox/callbacks.json</c> shows it.</summary>
internal sealed record CallbackLine(long Id, string Message, string Url, string Fields, string State, int Attempts, int? LastStatus, string? LastError);

/// <summary>Webhooks that Twilio owes: stored, so that a kill loses none; what was under way is sent again.</summary>
internal sealed class CallbackBook(NpgsqlDataSource database)
{
    private const int MostAttempts = 3;
    private int _known = 1;

    /// <summary>Tells that callbacks may wait, once they are committed: the table is asked only then.</summary>
    public void Ring() => Volatile.Write(ref _known, 1);

    public Task Add(NpgsqlTransaction transaction, string message, Uri url, IReadOnlyDictionary<string, string> fields) =>
        transaction.Connection!.ExecuteAsync("insert into sandbox.twilio_callbacks (message, url, fields) values (@message, @url, @fields::json)",
            new { message, url = url.OriginalString, fields = JsonSerializer.Serialize(fields) }, transaction);

    public async Task<IReadOnlyList<DueCallback>> Due(int most)
    {
        if (Interlocked.Exchange(ref _known, 0) == 0) return [];
        IReadOnlyList<DueCallback>? due = null;
        try
        {
            await using var connection = await database.OpenConnectionAsync();
            due = [.. await connection.QueryAsync<DueCallback>(
                "select id, message, url, fields::text as \"Fields\", attempts from sandbox.twilio_callbacks where state = 'pending' order by id limit @most", new { most })];
            return due;
        }
        finally
        {
            // None found, and none rung for meanwhile: quiet until the next ring.
            if (due is not { Count: 0 }) Ring();
        }
    }

    public async Task Settle(DueCallback callback, int? status, string? error)
    {
        var state = status is >= 200 and < 300 ? "delivered" : callback.Attempts + 1 >= MostAttempts ? "failed" : "pending";
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update sandbox.twilio_callbacks set state = @state, attempts = attempts + 1, last_status = @status, last_error = @error where id = @Id",
            new { callback.Id, state, status, error });
    }

    public async Task<IReadOnlyList<CallbackLine>> Latest(int most)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<CallbackLine>("""
            select id, message, url, fields::text as "Fields", state, attempts, last_status as "LastStatus", last_error as "LastError"
            from sandbox.twilio_callbacks order by id desc limit @most
            """, new { most })];
    }
}
