using Dapper;
using Npgsql;

namespace LeadMarket.Infrastructure.Outbox;

internal sealed record ClaimedMessage(Guid Id, string Name, string Payload, int Attempts);

/// <summary>One module's outbox as its dispatcher sees it. Leases, not locks: no connection is held while a handler works.</summary>
internal sealed class OutboxStore(NpgsqlDataSource source, string schema)
{
    /// <summary>Takes messages that are due; two dispatchers never take the same one while its lease lasts.</summary>
    public async Task<IReadOnlyList<ClaimedMessage>> Claim(int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var claimed = await connection.QueryAsync<ClaimedMessage>(new CommandDefinition($"""
            update {schema}.outbox_messages
            set claimed_until = @until, attempts = attempts + 1
            where id in (
                select id from {schema}.outbox_messages
                where dead_at is null and due_at <= @now and (claimed_until is null or claimed_until <= @now)
                order by due_at, id
                limit @most
                for update skip locked)
            returning id as "Id", name as "Name", payload::text as "Payload", attempts as "Attempts"
            """, new { now, until = now + lease, most }, cancellationToken: cancel));
        return claimed.AsList();
    }

    public Task Delivered(Guid id, CancellationToken cancel) =>
        Execute($"delete from {schema}.outbox_messages where id = @id", new { id }, cancel);

    public Task Retry(Guid id, DateTimeOffset dueAt, string error, CancellationToken cancel) => Execute(
        $"update {schema}.outbox_messages set claimed_until = null, due_at = @dueAt, last_error = @error where id = @id",
        new { id, dueAt, error }, cancel);

    public Task Bury(Guid id, DateTimeOffset at, string error, CancellationToken cancel) => Execute(
        $"update {schema}.outbox_messages set claimed_until = null, dead_at = @at, last_error = @error where id = @id",
        new { id, at, error }, cancel);

    /// <summary>What was given up on, the longest first.</summary>
    public async Task<IReadOnlyList<GivenUpMessage>> GivenUp(int most, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var found = await connection.QueryAsync<GivenUpMessage>(new CommandDefinition($"""
            select '{schema}' as "Module", id as "Id", name as "Name", published_at as "PublishedAt", dead_at as "GivenUpAt", attempts as "Attempts",
                coalesce(last_error, '') as "Error"
            from {schema}.outbox_messages
            where dead_at is not null
            order by dead_at, id
            limit @most
            """, new { most }, cancellationToken: cancel));
        return found.AsList();
    }

    /// <summary>A message that was given up on is due now, as if it were new; its last error stays until the next.</summary>
    public async Task<bool> Revive(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            $"update {schema}.outbox_messages set dead_at = null, attempts = 0, due_at = @now where id = @id and dead_at is not null",
            new { id, now }, cancellationToken: cancel)) == 1;
    }

    private async Task Execute(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }
}
