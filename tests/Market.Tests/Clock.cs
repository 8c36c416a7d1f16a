namespace LeadMarket.Market.Tests;

/// <summary>A clock that only a test moves, and only forward; and by a millisecond whenever it is read. So no two things are of one instant,
/// and what the modules order by time, or by ids that begin with it, comes in the same order whenever the same steps are taken.</summary>
internal sealed class Clock : TimeProvider
{
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public void Advance(TimeSpan by) => Now += by;

    public override DateTimeOffset GetUtcNow() => Now += TimeSpan.FromMilliseconds(1);
}
