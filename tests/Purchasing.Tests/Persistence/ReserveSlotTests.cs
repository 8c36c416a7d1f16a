using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.StartUnlock;

namespace LeadMarket.Purchasing.Tests.Persistence;

public sealed class ReserveSlotTests(PurchasingDatabase database) : PurchasingTest(database)
{
    [Fact]
    public async Task Twenty_clicks_of_one_contractor_at_once_make_one_unlock_and_take_one_slot()
    {
        var (contractor, listing) = (await AddContractor(), await AddListing());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Reserve(contractor, listing))));

        answers.Where(answer => answer.IsFailure).ShouldAllBe(answer => answer.Error.Code == "purchasing.unlock-under-way");
        answers.Where(answer => !answer.IsFailure).Select(answer => answer.Value).Distinct().ShouldHaveSingleItem();
        (await Count("unlocks")).ShouldBe(1);
        (await Slots(listing)).ShouldBe(0b001);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Forty_contractors_at_once_get_the_slots_there_are_and_the_others_hear_that_it_is_sold_out(int capacity)
    {
        var listing = await AddListing(capacity: capacity);
        var contractors = new List<ContractorId>();
        for (var i = 0; i < 40; i++) contractors.Add(await AddContractor());

        var answers = await Task.WhenAll(contractors.Select(contractor => Task.Run(() => Reserve(contractor, listing))));

        answers.Count(answer => !answer.IsFailure).ShouldBe(capacity);
        answers.Where(answer => answer.IsFailure).ShouldAllBe(answer => answer.Error.Code == "purchasing.lead-sold-out");
        (await Database.Truth<long>("select count(distinct slot) from purchasing.unlocks")).ShouldBe(capacity);
        (await Slots(listing)).ShouldBe((1 << capacity) - 1);
    }

    [Fact]
    public async Task A_lead_outside_the_coverage_is_refused_and_no_slot_is_taken()
    {
        var (contractor, listing) = (await AddContractor(["estrie"]), await AddListing());

        (await Reserve(contractor, listing)).Error.Code.ShouldBe("purchasing.outside-coverage");

        (await Slots(listing)).ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_lead_is_refused()
    {
        var (contractor, listing) = (await AddContractor(), await AddListing(expiresAt: Samples.Noon.AddHours(1)));
        Database.Clock.Now = Samples.Noon.AddHours(1);

        (await Reserve(contractor, listing)).Error.Code.ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task Nobody_reserves_in_the_name_of_another_contractor()
    {
        var (victim, listing) = (await AddContractor(), await AddListing());
        var other = Actor.Contractor(await AddContractor());

        var refused = await Database.Send(other, new ReserveSlotCommand(victim, listing, Samples.Order));

        refused.Error.Code.ShouldBe("purchasing.contractor-not-found");
        (await Slots(listing)).ShouldBe(0);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("line\nfeed")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_coupon_that_could_not_be_kept_is_refused_before_a_slot_is_taken(string coupon)
    {
        var (contractor, listing) = (await AddContractor(), await AddListing());

        var refused = await Reserve(contractor, listing, coupon);

        refused.Error.Fields.ShouldHaveSingleItem().Code.ShouldBe("coupons.not-applicable");
        (await Slots(listing)).ShouldBe(0);
    }

    [Fact]
    public async Task Half_a_character_as_a_coupon_is_refused_too()
    {
        var (contractor, listing) = (await AddContractor(), await AddListing());

        (await Reserve(contractor, listing, "AB" + '\uD83D')).Error.Kind.ShouldBe(ErrorKind.Validation);
    }
}
