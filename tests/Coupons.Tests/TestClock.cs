namespace LeadMarket.Coupons.Tests;

/// <summary>A clock that only a test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Noon;

    public override DateTimeOffset GetUtcNow() => Now;
}
