using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Alerts;

/// <summary>A lead that is taken when its turn comes, and free again later, is news then.</summary>
public sealed class ReopenedLeadTests(PurchasingDatabase database) : AlertTest(database)
{
    private const string Exclusive = "solar-panels";

    [Fact]
    public async Task A_lead_that_is_only_held_when_it_opens_is_told_of_when_it_is_free_again()
    {
        var (quick, free) = (await AddContractor(services: [Exclusive], plan: "elite"), await AddContractor(services: [Exclusive], plan: "free"));
        var listing = await Publish(Exclusive);
        await AnnounceAt(0);
        var held = (await Start(quick, listing)).Value;
        await AnnounceAt(10);
        await AnnounceAt(12);
        (await Told()).ShouldBe([quick]);

        await Cancel(quick, held.Id);
        await AnnounceAt(13);

        (await Told()).ShouldBe([quick, free]);
        // The live board counts what opened since it was shown.
        (await Database.Send(Actor.Contractor(free), new CountNewOnBoard(free, null, Samples.Noon.AddMinutes(11)))).Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_lead_that_was_sold_meanwhile_is_told_of_to_nobody_and_looked_at_no_more()
    {
        var quick = await AddContractor(services: [Exclusive], plan: "elite");
        await AddContractor(services: [Exclusive], plan: "free");
        var listing = await Publish(Exclusive);
        await AnnounceAt(0);
        await Buy(quick, listing);
        await AnnounceAt(10);

        (await Told()).ShouldBe([quick]);
        (await NotAnnounced()).ShouldBe(0);
    }

    [Fact]
    public async Task A_lead_that_comes_back_by_a_refund_is_told_of_to_whoever_was_not_told_yet_and_never_to_its_buyer()
    {
        var (quick, told) = (await AddContractor(services: [Exclusive], plan: "elite"), await AddContractor(services: [Exclusive], plan: "elite"));
        var free = await AddContractor(services: [Exclusive], plan: "free");
        var listing = await Publish(Exclusive);
        await AnnounceAt(0);
        var bought = await Buy(quick, listing);
        await AnnounceAt(10);
        (await Told()).ShouldBe([quick, told], ignoreOrder: true);

        await GiveBack(bought.Id);
        for (var time = 0; time < 2; time++) await HearRefunded(quick, bought.Id);
        await AnnounceAt(20);
        await AnnounceAt(60);

        (await Told()).ShouldBe([quick, told, free], ignoreOrder: true);
        (await NotAnnounced()).ShouldBe(0);
    }

    private Task<long> NotAnnounced() => Database.Truth<long>("select count(*) from purchasing.listing_openings where announced_at is null");
}
