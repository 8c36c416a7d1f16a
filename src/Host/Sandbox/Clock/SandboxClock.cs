namespace LeadMarket.Sandbox.Clock;

/// <summary>The time that the Sandbox and every host in sandbox mode live in: real time plus a stored offset.</summary>
internal sealed class SandboxClock(TimeProvider real) : TimeProvider
{
    private long _offsetMs;

    public TimeSpan Offset
    {
        get => TimeSpan.FromMilliseconds(Interlocked.Read(ref _offsetMs));
        set => Interlocked.Exchange(ref _offsetMs, (long)value.TotalMilliseconds);
    }

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + Offset;

    /// <summary>Unix seconds, as Stripe counts.</summary>
    public long Seconds => GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Unix milliseconds, as the Sandbox's own tables count.</summary>
    public long Milliseconds => GetUtcNow().ToUnixTimeMilliseconds();
}
