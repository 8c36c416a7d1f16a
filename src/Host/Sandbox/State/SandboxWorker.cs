using Npgsql;

namespace LeadMarket.Sandbox.State;

/// <summary>Work that repeats while the process lives and survives a database that goes away for a while.</summary>
internal abstract partial class SandboxWorker(TimeProvider real, TimeSpan pause, ILogger log) : BackgroundService
{
    /// <returns>Whether there may be more to do at once.</returns>
    protected abstract Task<bool> Work(CancellationToken stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await Work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException failure)
            {
                WorkFailed(log, failure, GetType().Name);
            }

            if (!more) await Task.Delay(pause, real, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Worker} could not reach the database and will try again")]
    private static partial void WorkFailed(ILogger log, Exception failure, string worker);
}
