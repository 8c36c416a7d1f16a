using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>What a contractor holds and has not paid.</summary>
public sealed class HoldsTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task Holds_are_found_until_they_are_paid_or_given_back_the_one_that_ends_first_at_the_top()
    {
        var (me, other) = (await AddContractor(services: ["ev-charger", "heat-pump"]), await AddContractor());
        var (first, second, third) = (await AddListing(), await AddListing(service: "heat-pump"), await AddListing());
        var paid = (await Start(me, third)).Value;
        var held = (await Start(me, first)).Value;
        Later(TimeSpan.FromMinutes(1));
        await Start(me, second);
        await Start(other, first);
        await Pay(me, paid);

        var holds = await Holds(me);
        holds.Select(hold => (hold.Listing, hold.Service, hold.State, hold.HeldUntil)).ShouldBe(
        [
            (first, "ev-charger", "open", Samples.Noon.AddMinutes(15)),
            (second, "heat-pump", "open", Samples.Noon.AddMinutes(16)),
        ]);
        holds.ShouldAllBe(hold => hold.Upgrades == null);

        await Cancel(me, held.Id);
        (await Holds(me)).Select(hold => hold.Listing).ShouldBe([second]);
    }

    [Fact]
    public async Task An_upgrade_that_is_held_leads_to_the_bought_lead()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var lead = await Buy(me, listing);
        await Database.Send(Actor.Contractor(me), new StartUpgrade(me, lead.Id, Samples.ReturnTo));

        (await Holds(me)).ShouldHaveSingleItem().Upgrades.ShouldBe(lead.Id);
    }

    [Fact]
    public async Task Ten_are_held_at_once_and_no_more_until_one_is_paid_or_given_back()
    {
        var me = await AddContractor();
        var held = new List<UnlockView>();
        for (var n = 0; n < 10; n++) held.Add((await Start(me, await AddListing())).Value);
        var another = await AddListing();

        (await Start(me, another)).Error.Code.ShouldBe("purchasing.too-many-held");
        (await Slots(another)).ShouldBe(0);
        // What is held already is gone on with.
        (await Start(me, held[3].Listing)).Value.Id.ShouldBe(held[3].Id);

        await Pay(me, held[0]);
        (await Start(me, another)).IsFailure.ShouldBeFalse();
        await Cancel(me, held[1].Id);
        (await Start(me, await AddListing())).IsFailure.ShouldBeFalse();
        (await Start(me, await AddListing())).Error.Code.ShouldBe("purchasing.too-many-held");
    }

    [Fact]
    public async Task An_upgrade_is_one_of_the_ten_and_there_is_none_beside_ten_leads()
    {
        var me = await AddContractor();
        var (first, second) = ((await Buy(me, await AddListing())).Id, (await Buy(me, await AddListing())).Id);
        for (var n = 0; n < 9; n++) await Start(me, await AddListing());

        (await Upgrade(first)).IsFailure.ShouldBeFalse();

        (await Upgrade(second)).Error.Code.ShouldBe("purchasing.too-many-held");
        (await Start(me, await AddListing())).Error.Code.ShouldBe("purchasing.too-many-held");

        Task<Result<UnlockView>> Upgrade(UnlockId lead) => Database.Send(Actor.Contractor(me), new StartUpgrade(me, lead, Samples.ReturnTo));
    }

    private async Task<IReadOnlyList<HeldLead>> Holds(ContractorId contractor) => (await Database.Send(Actor.Contractor(contractor), new ListHolds(contractor))).Value;
}
