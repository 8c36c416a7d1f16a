namespace LeadMarket.Notifications.Tests;

/// <summary>Business time that a test moves.</summary>
internal sealed class MovableClock : TimeProvider
{
    private DateTimeOffset _now = Samples.Now;

    public override DateTimeOffset GetUtcNow() => _now;

    public void Reset() => _now = Samples.Now;

    public void Move(TimeSpan by) => _now += by;
}
