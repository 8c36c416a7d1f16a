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
        (await NewOnBoard(free, since: Samples.Noon.AddMinutes(11))).ShouldBe(1);
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
    public async Task A_sold_out_lead_that_comes_back_by_a_refund_is_told_of_once_to_all_who_came_too_late_and_never_to_its_buyer()
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

        (await Told()).ShouldBe([quick, told, told, free], ignoreOrder: true);
        (await Alerts()).Where(alert => alert.Contractor == told).Select(alert => alert.Round).ShouldBe([0, 1]);
        (await NotAnnounced()).ShouldBe(0);

        // Sold out and back a second time: news once more.
        var again = await Buy(told, listing);
        await GiveBack(again.Id);
        await HearRefunded(told, again.Id);
        await AnnounceAt(120);
        (await Told()).ShouldBe([quick, told, told, free, free], ignoreOrder: true);
    }

    [Fact]
    public async Task A_slot_that_comes_back_while_others_are_free_is_no_news()
    {
        var (buyer, told) = (await AddContractor(), await AddContractor());
        var listing = await Publish();
        await AnnounceAt(0);
        var bought = await Buy(buyer, listing);

        await GiveBack(bought.Id);
        await HearRefunded(buyer, bought.Id);
        await AnnounceAt(20);

        (await Told()).ShouldBe([buyer, told], ignoreOrder: true);
        (await NewOnBoard(told, since: Samples.Noon.AddMinutes(10))).ShouldBe(0);
    }

    [Fact]
    public async Task A_hold_on_the_last_slot_that_nobody_paid_wakes_open_boards_and_mails_nobody()
    {
        var (slow, waiting) = (await AddContractor(services: [Exclusive]), await AddContractor(services: [Exclusive]));
        var listing = await Publish(Exclusive);
        await AnnounceAt(0);
        var held = (await Start(slow, listing)).Value;
        var loaded = Samples.Noon.AddMinutes(5);
        Database.Clock.Now = loaded;
        (await NewOnBoard(waiting, loaded)).ShouldBe(0);

        Database.Clock.Now = loaded.AddMinutes(2);
        await Cancel(slow, held.Id);
        await AnnounceAt(8);

        (await NewOnBoard(waiting, loaded)).ShouldBe(1);
        (await Database.Send(Actor.System, new DidBoardOpen(loaded.AddMinutes(1), loaded.AddMinutes(2)))).Value.ShouldBeTrue();
        (await Database.Send(Actor.System, new DidBoardOpen(loaded.AddMinutes(3), loaded.AddMinutes(4)))).Value.ShouldBeFalse();
        (await Told()).ShouldBe([slow, waiting], ignoreOrder: true);
    }

    private async Task<int> NewOnBoard(ContractorId contractor, DateTimeOffset since) =>
        (await Database.Send(Actor.Contractor(contractor), new CountNewOnBoard(contractor, null, since))).Value;

    private Task<long> NotAnnounced() => Database.Truth<long>("select count(*) from purchasing.listing_openings where announced_at is null");
}
