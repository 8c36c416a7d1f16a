using Dapper;
using LeadMarket.Sandbox.Clock;
using Npgsql;

namespace LeadMarket.Sandbox.Stripe.Webhooks;

/// <summary>How events are sent: <paramref name="Hold"/> keeps them back, <paramref name="Copies"/> is how many times each goes.</summary>
internal sealed record WebhookMode(bool Hold, int Copies, bool Shuffle);

/// <param name="Lane">Deliveries of one lane go one after the other.</param>
internal sealed record DueDelivery(long Id, string EventId, string Lane, int Attempts, long CreatedMs, string Body);

/// <summary>A delivery as the page and <c>/sandbox/deliveries.json</c> show it; times are unix milliseconds of sandbox time.</summary>
internal sealed record DeliveryLine(
    long Id, string EventId, string Type, string State, int Attempts, long CreatedMs, long DueMs, long? DeliveredMs, int? LastStatus, string? LastError);

/// <summary>The queue of webhooks, in the database so that neither a restart nor a kill loses one.</summary>
internal sealed class DeliveryBook(NpgsqlDataSource database, SandboxClock clock)
{
    private static readonly double[] Backoff = [0.5, 2, 10, 60, 300, 1800, 3600, 10_800];
    private const long GivesUpAfterMs = 3L * 24 * 3600 * 1000;

    /// <summary>What was under way when a former process ended may or may not have arrived: it is sent again.</summary>
    public async Task Recover()
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("update sandbox.deliveries set state = 'pending' where state = 'sending'");
    }

    public async Task<IReadOnlyList<DueDelivery>> Claim(int most)
    {
        await using var connection = await database.OpenConnectionAsync();
        var claimed = await connection.QueryAsync<DueDelivery>("""
            with due as (
                select d.id from sandbox.deliveries d cross join sandbox.webhook_mode mode
                where d.state = 'pending' and d.due_ms <= @now and not mode.hold
                order by d.due_ms, d.id limit @most for update of d skip locked)
            update sandbox.deliveries d set state = 'sending', attempts = d.attempts + 1
            from due, sandbox.stripe_objects o, sandbox.webhook_mode mode
            where d.id = due.id and o.id = d.event_id
            returning d.id, d.event_id as "EventId", case when mode.shuffle then d.id::text else d.lane end as "Lane",
                d.attempts, d.created_ms as "CreatedMs", o.body::text as "Body"
            """, new { now = clock.Milliseconds, most });
        return [.. claimed.OrderBy(delivery => delivery.Id)];
    }

    public async Task Settle(DueDelivery delivery, int? status, string? error)
    {
        var now = clock.Milliseconds;
        var state = status is >= 200 and < 300 ? "delivered" : now - delivery.CreatedMs > GivesUpAfterMs ? "failed" : "pending";
        var wait = Backoff[Math.Min(delivery.Attempts, Backoff.Length) - 1];
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            update sandbox.deliveries set state = @state, last_status = @status, last_error = @error,
                due_ms = case when @state = 'pending' then @now + @wait else due_ms end,
                delivered_ms = case when @state = 'delivered' then @now end
            where id = @Id
            """, new { delivery.Id, state, status, error, now, wait = (long)(wait * 1000) });
    }

    /// <summary>Sets the mode, and brings what is still waiting to the number of copies and the disorder asked for.</summary>
    public async Task Set(WebhookMode mode)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "update sandbox.webhook_mode set hold = @Hold, copies = @Copies, shuffle = @Shuffle", mode, transaction);
        await connection.ExecuteAsync("""
            insert into sandbox.deliveries (event_id, type, lane, state, created_ms, due_ms)
            select waiting.event_id, waiting.type, waiting.lane, 'pending', @now, @now
            from (select event_id, type, lane, count(*) as copies from sandbox.deliveries
                  where state = 'pending' and attempts = 0 group by event_id, type, lane) waiting
            cross join lateral generate_series(waiting.copies + 1, @Copies);
            update sandbox.deliveries set due_ms = @now + floor(random() * 1500)::bigint
            where @Shuffle and state = 'pending' and attempts = 0
            """, new { mode.Copies, mode.Shuffle, now = clock.Milliseconds }, transaction);
        await transaction.CommitAsync();
    }

    /// <summary>Sends one event, or every event, so many times more.</summary>
    /// <returns>How many deliveries were added; zero when there is no such event.</returns>
    public async Task<int> Again(string? eventId, int times)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.ExecuteAsync("""
            insert into sandbox.deliveries (event_id, type, lane, state, created_ms, due_ms)
            select d.event_id, d.type, d.lane, 'pending', @now, @now + case when mode.shuffle then floor(random() * 1500)::bigint else 0 end
            from (select distinct event_id, type, lane from sandbox.deliveries where @eventId is null or event_id = @eventId) d
            cross join sandbox.webhook_mode mode cross join generate_series(1, @times)
            """, new { eventId, times, now = clock.Milliseconds });
    }

    public async Task<WebhookMode> Mode()
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<WebhookMode>("select hold, copies, shuffle from sandbox.webhook_mode");
    }

    public async Task<IReadOnlyList<DeliveryLine>> Latest(int most)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<DeliveryLine>("""
            select id, event_id as "EventId", type, state, attempts, created_ms as "CreatedMs", due_ms as "DueMs",
                delivered_ms as "DeliveredMs", last_status as "LastStatus", last_error as "LastError"
            from sandbox.deliveries order by id desc limit @most
            """, new { most })];
    }
}
