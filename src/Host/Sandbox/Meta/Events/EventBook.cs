using Dapper;
using LeadMarket.Sandbox.Clock;
using Npgsql;

namespace LeadMarket.Sandbox.Meta.Events;

/// <summary>An event that Meta took, from a server or from a browser.</summary>
internal sealed record StoredEvent
{
    public const string Server = "server";
    public const string Browser = "browser";

    public string Source { get; init; } = "";
    public string Pixel { get; init; } = "";
    public string EventName { get; init; } = "";
    public string? EventId { get; init; }
    public long EventTime { get; init; }
    public string? Url { get; init; }
    public string UserData { get; init; } = "{}";
    public string? CustomData { get; init; }
    public string? TestEventCode { get; init; }
    public long ReceivedMs { get; init; }

    /// <summary>Whether it counts: not when the same name and id came within the 48 hours before.</summary>
    public bool Counted { get; init; }

    /// <summary>Whether another event stands for the same fact.</summary>
    public bool HasTwin { get; init; }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(ReceivedMs);
}

/// <summary>Every event taken, and which of them count.</summary>
internal sealed class EventBook(NpgsqlDataSource database, SandboxClock clock)
{
    private const long WindowMs = 48L * 3600 * 1000;

    /// <summary>All or none, as Meta takes a request.</summary>
    public async Task Add(IEnumerable<StoredEvent> events, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("""
            insert into sandbox.meta_events (source, pixel, event_name, event_id, event_time, url, user_data, custom_data, test_event_code, received_ms)
            values (@Source, @Pixel, @EventName, @EventId, @EventTime, @Url, @UserData::json, @CustomData::json, @TestEventCode, @ReceivedMs)
            """, events.Select(taken => taken with { ReceivedMs = clock.Milliseconds }), transaction);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<StoredEvent>> Latest(int most)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<StoredEvent>("""
            select e.source, e.pixel, e.event_name as "EventName", e.event_id as "EventId", e.event_time as "EventTime", e.url,
                e.user_data::text as "UserData", e.custom_data::text as "CustomData", e.test_event_code as "TestEventCode", e.received_ms as "ReceivedMs",
                not exists (select 1 from sandbox.meta_events o where o.event_id = e.event_id and o.event_name = e.event_name and o.pixel = e.pixel
                    and o.id < e.id and e.received_ms - o.received_ms <= @WindowMs) as "Counted",
                exists (select 1 from sandbox.meta_events o where o.event_id = e.event_id and o.event_name = e.event_name and o.pixel = e.pixel
                    and o.id <> e.id and abs(e.received_ms - o.received_ms) <= @WindowMs) as "HasTwin"
            from sandbox.meta_events e order by e.id desc limit @most
            """, new { most, WindowMs })];
    }
}
