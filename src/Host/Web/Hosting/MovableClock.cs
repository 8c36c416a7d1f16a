using Dapper;
using LeadMarket.Infrastructure.Jobs;
using Npgsql;

namespace LeadMarket.Web.Hosting;

/// <summary>Real time plus an offset that the Sandbox keeps in the database, the same for every host.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _offsetMilliseconds;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddMilliseconds(Interlocked.Read(ref _offsetMilliseconds));

    /// <summary>Keeps the offset up to date.</summary>
    internal sealed class Follower(
        MovableClock clock, [FromKeyedServices(JobRegistration.HostDataSource)] NpgsqlDataSource database, ILogger<MovableClock> log) : BackgroundService
    {
        private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

        /// <summary>Reads it once before anything starts: a host that comes back must not live in the past.</summary>
        public override async Task StartAsync(CancellationToken cancellationToken)
        {
            await ReadOnce(cancellationToken);
            await base.StartAsync(cancellationToken);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(Poll, System);
            while (await timer.WaitForNextTickAsync(stoppingToken)) await ReadOnce(stoppingToken);
        }

        /// <summary>Sets the clock to what it says now. One that cannot be read stays where it was.</summary>
        public async Task ReadOnce(CancellationToken cancel)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancel);
                var offset = await connection.ExecuteScalarAsync<long?>("select offset_ms from sandbox.clock where id = 1");
                Interlocked.Exchange(ref clock._offsetMilliseconds, offset ?? 0);
            }
            catch (NpgsqlException failure)
            {
                log.LogWarning(failure, "The sandbox clock cannot be read; it stays where it was.");
            }
        }
    }
}
