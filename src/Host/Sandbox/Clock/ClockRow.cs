using Dapper;
using LeadMarket.Sandbox.State;
using Npgsql;

namespace LeadMarket.Sandbox.Clock;

/// <summary>The row that every process reads its offset from.</summary>
internal sealed class ClockRow(NpgsqlDataSource database, SandboxClock clock) : IDisposable
{
    // What was read before a move must not be set after it: for a quarter of a second time would stand back where it was.
    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    public Task Refresh(CancellationToken cancel) => InTurn(async connection =>
    {
        var offset = await connection.QuerySingleOrDefaultAsync<long?>("select offset_ms from sandbox.clock where id = 1");
        clock.Offset = TimeSpan.FromMilliseconds(offset ?? 0);
    }, cancel);

    /// <summary>Moves the clock relative to where it stands.</summary>
    public Task Advance(TimeSpan by, CancellationToken cancel) => Store("sandbox.clock.offset_ms + @value", by, cancel);

    /// <summary>Sets the offset from real time.</summary>
    public Task Set(TimeSpan offset, CancellationToken cancel) => Store("@value", offset, cancel);

    private Task Store(string expression, TimeSpan value, CancellationToken cancel) => InTurn(async connection =>
    {
        // Added in SQL, so that two movers both count.
        var offset = await connection.QuerySingleAsync<long>($"""
            insert into sandbox.clock values (1, @value)
            on conflict (id) do update set offset_ms = {expression}
            returning offset_ms
            """, new { value = (long)value.TotalMilliseconds });
        clock.Offset = TimeSpan.FromMilliseconds(offset);
        // No retry is planned further ahead than three hours: after a move into the past, what is would wait there for real.
        await connection.ExecuteAsync(
            "update sandbox.deliveries set due_ms = @now where state = 'pending' and due_ms > @now + 10800000",
            new { now = clock.Milliseconds });
    }, cancel);

    private async Task InTurn(Func<NpgsqlConnection, Task> act, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancel);
            await act(connection);
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <summary>Notices a clock that another process moved.</summary>
internal sealed class ClockWorker(ClockRow row, ILogger<ClockWorker> log)
    : SandboxWorker(TimeProvider.System, TimeSpan.FromMilliseconds(250), log)
{
    protected override async Task<bool> Work(CancellationToken stopping)
    {
        await row.Refresh(stopping);
        return false;
    }
}
