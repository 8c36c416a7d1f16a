using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Application.Reconciliation;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>The books are compared once a night, from half past three by the market's clocks.</summary>
public sealed class NightTests(PurchasingDatabase database) : PurchasingTest(database)
{
    private static readonly DateTimeOffset NextNight = new(2026, 11, 22, 3, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_market_that_has_just_begun_waits_for_its_first_night()
    {
        (await Take()).ShouldBeNull();
        (await TakeAt(NextNight.AddSeconds(-1))).ShouldBeNull();
        (await TakeAt(NextNight)).ShouldBe(new DateOnly(2026, 11, 22));
    }

    [Fact]
    public async Task Of_eight_that_look_at_once_one_has_the_night_and_once_compared_nobody_has()
    {
        await Take();
        Database.Clock.Now = NextNight;
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Take()));
        taken.Count(night => night is not null).ShouldBe(1);

        await Database.Send(Actor.System, new CloseNightCommand(new DateOnly(2026, 11, 22), Guid.CreateVersion7()));
        (await TakeAt(NextNight.AddHours(20))).ShouldBeNull();
        (await TakeAt(NextNight.AddDays(1))).ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Fact]
    public async Task A_night_whose_host_died_is_taken_up_again_a_quarter_of_an_hour_later()
    {
        await Take();
        (await TakeAt(NextNight)).ShouldNotBeNull();
        (await TakeAt(NextNight.AddMinutes(14))).ShouldBeNull();
        (await TakeAt(NextNight.AddMinutes(15))).ShouldNotBeNull();
    }

    private Task<DateOnly?> TakeAt(DateTimeOffset now)
    {
        Database.Clock.Now = now;
        return Take();
    }

    private async Task<DateOnly?> Take() => (await Database.Send(Actor.System, new TakeNightCommand())).Value.Night;
}
