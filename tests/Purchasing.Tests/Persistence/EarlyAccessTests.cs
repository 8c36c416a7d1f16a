using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>A lead opens to a plan so many minutes after its listing; before, it is not there.</summary>
public sealed class EarlyAccessTests(PurchasingDatabase database) : PurchasingTest(database)
{
    [Theory]
    [InlineData("elite", 0)]
    [InlineData("pro", 5)]
    [InlineData("free", 10)]
    [InlineData("platinum", 10)]   // of no market any more: counts as the first
    public async Task Before_its_plans_turn_a_contractor_neither_sees_nor_buys_a_lead(string plan, int minutes)
    {
        var me = await AddContractor(plan: plan);
        var listing = await AddListing(listedAt: Samples.Noon);
        var opens = Samples.Noon.AddMinutes(minutes);

        Database.Clock.Now = opens.AddMilliseconds(-1);
        (await Browse(me)).Total.ShouldBe(0);
        (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).Error.Code.ShouldBe("purchasing.listing-not-found");
        (await Reserve(me, listing)).Error.Code.ShouldBe("purchasing.listing-not-found");
        (await Slots(listing)).ShouldBe(0);

        Database.Clock.Now = opens;
        (await Browse(me)).Items.ShouldHaveSingleItem().ListingId.ShouldBe(listing);
        (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).IsFailure.ShouldBeFalse();
        (await Reserve(me, listing)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_ahead_of_others_sees_until_when()
    {
        var me = await AddContractor();
        await AddListing(listedAt: Samples.Noon);

        (await Browse(me)).Items[0].OpenToAllAt.ShouldBe(Samples.Noon.AddMinutes(10));
        Database.Clock.Now = Samples.Noon.AddMinutes(10);
        (await Browse(me)).Items[0].OpenToAllAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_lead_that_was_bought_ahead_stays_open_to_its_buyer_on_a_lesser_plan()
    {
        var (me, listing) = (await AddContractor(), await AddListing(listedAt: Samples.Noon));
        await Reserve(me, listing);
        await Database.Truth<object>("update purchasing.contractors set plan = 'free'");

        (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).Value.Unlock.ShouldNotBeNull();
        (await Reserve(me, listing)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_new_is_counted_by_when_it_opened_to_the_contractors_plan()
    {
        var (free, elite) = (await AddContractor(plan: "free"), await AddContractor(plan: "elite"));
        await Publish(LeadId.New(Samples.Noon));
        await Publish(LeadId.New(Samples.Noon), service: "heat-pump");
        var later = Samples.Noon.AddMinutes(10);

        (await CountNew(elite, since: Samples.Noon.AddSeconds(-1))).ShouldBe(1);
        (await CountNew(elite, since: Samples.Noon)).ShouldBe(0);
        (await CountNew(free, since: Samples.Noon.AddSeconds(-1))).ShouldBe(0);
        Database.Clock.Now = later;
        (await CountNew(free, since: later.AddSeconds(-1))).ShouldBe(1);
        (await CountNew(free, since: later)).ShouldBe(0);
        (await CountNew(free, since: Samples.Noon, new BoardFilter(Budget: "over-5000"))).ShouldBe(0);
        (await CountNew(free, since: Samples.Noon, new BoardFilter(Budget: "\0"))).ShouldBe(0);
    }

    [Theory]
    [InlineData(-60, -1, false)]
    [InlineData(-1, 0, true)]
    [InlineData(4, 5, true)]
    [InlineData(6, 9, false)]
    [InlineData(9, 10, true)]
    [InlineData(11, 600, false)]
    public async Task Whether_the_board_opened_to_anybody_is_one_question_for_all_who_look_on(int after, int until, bool opened)
    {
        await Publish(LeadId.New(Samples.Noon));

        var answer = await Database.Send(Actor.System, new DidBoardOpen(Samples.Noon.AddMinutes(after), Samples.Noon.AddMinutes(until)));

        answer.Value.ShouldBe(opened);
    }

    // A tick that ends while the listing is being written must not be the only one that looks for it.
    [Fact]
    public async Task A_lead_written_a_moment_after_the_instant_it_opens_at_is_still_found_by_the_next_tick()
    {
        await Publish(LeadId.New(Samples.Noon));

        (await Database.Send(Actor.System, new DidBoardOpen(Samples.Noon.AddSeconds(1), Samples.Noon.AddSeconds(2)))).Value.ShouldBeTrue();
    }

    private async Task<BoardPage> Browse(ContractorId me) => (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value;

    private async Task<int> CountNew(ContractorId me, DateTimeOffset since, BoardFilter? filter = null) =>
        (await Database.Send(Actor.Contractor(me), new CountNewOnBoard(me, filter, since))).Value;
}
