using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Contracts;
using MediatR;

namespace LeadMarket.Web.Live;

/// <summary>Notices that leads have opened, for every board that is being looked at on this host: one question a second, however many look.
/// Asks nothing while nobody does.</summary>
internal sealed class BoardWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<BoardWatch> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private TaskCompletionSource _opened = NewSignal();
    private int _listeners;

    /// <summary>Ends when leads have opened. Taken before counting, so that none falls between the two.</summary>
    public Task Opened => Volatile.Read(ref _opened).Task;

    /// <summary>Keeps the watch awake until it is disposed of.</summary>
    public IDisposable Listen()
    {
        Interlocked.Increment(ref _listeners);
        return new Listener(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, TimeProvider.System);
        var askedUntil = clock.GetUtcNow();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = clock.GetUtcNow();
            // Whoever comes counts for themselves first: what opened while nobody looked is not missed.
            if (Volatile.Read(ref _listeners) == 0) askedUntil = now;
            else if (await DidOpen(askedUntil, now, stoppingToken) is { } opened)
            {
                askedUntil = now;
                if (opened) Interlocked.Exchange(ref _opened, NewSignal()).TrySetResult();
            }
        }
    }

    /// <returns>Null when it could not be asked; the next tick asks for the same time again.</returns>
    private async Task<bool?> DidOpen(DateTimeOffset after, DateTimeOffset until, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Actor.System);
            var opened = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DidBoardOpen(after, until), cancel);
            return opened.Succeeded(out var yes) ? yes : null;
        }
        // Whatever it is: a watch that ends would end the host.
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            log.LogWarning(failure, "The board cannot be watched; open boards hear of new leads once it can.");
            return null;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Listener(BoardWatch watch) : IDisposable
    {
        private int _gone;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _gone, 1) == 0) Interlocked.Decrement(ref watch._listeners);
        }
    }
}
