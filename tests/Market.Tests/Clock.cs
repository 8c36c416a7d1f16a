namespace LeadMarket.Market.Tests;

/// <summary>A clock that only a test moves, and only forward.</summary>
internal sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan by) => Now += by;

    public override DateTimeOffset GetUtcNow() => Now;
}
