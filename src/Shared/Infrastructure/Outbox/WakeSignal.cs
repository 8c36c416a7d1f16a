namespace LeadMarket.Infrastructure.Outbox;

/// <summary>Wakes a worker of this process at once; other processes find the work by polling.</summary>
public sealed class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Set()
    {
        // Two setters at once are one signal.
        try { _signal.Release(); }
        catch (SemaphoreFullException) { }
    }

    /// <summary>Returns when set, or when <paramref name="atMost"/> has passed.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken cancel) => _signal.WaitAsync(atMost, cancel);

    public void Dispose() => _signal.Dispose();
}
