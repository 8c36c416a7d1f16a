namespace LeadMarket.Purchasing.Tests;

/// <summary>A clock that only a test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Samples.Noon;

    public override DateTimeOffset GetUtcNow() => Now;
}
