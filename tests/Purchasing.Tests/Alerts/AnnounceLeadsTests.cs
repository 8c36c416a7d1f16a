using Dapper;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LeadMarket.Purchasing.Tests.Alerts;

/// <summary>Every contractor is told once of a lead that opens to their plan in their coverage.</summary>
public sealed class AnnounceLeadsTests(PurchasingDatabase database) : AlertTest(database)
{
    [Fact]
    public async Task A_lead_is_told_of_when_it_opens_to_a_plan_the_best_one_first()
    {
        var (free, pro, elite) = (await AddContractor(plan: "free"), await AddContractor(plan: "pro"), await AddContractor(plan: "elite"));
        await Publish();

        await AnnounceAt(0);
        (await Told()).ShouldBe([elite]);
        await AnnounceAt(4);
        (await Told()).ShouldBe([elite]);
        await AnnounceAt(5);
        (await Told()).ShouldBe([elite, pro]);
        await AnnounceAt(10);
        (await Told()).ShouldBe([elite, pro, free]);
        await AnnounceAt(60);
        (await Told()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_alert_carries_what_a_mail_or_a_text_needs_and_nothing_of_the_homeowner()
    {
        var me = await AddContractor(services: ["solar-panels"]);
        var listing = await Publish("solar-panels");
        await Announce();

        var alert = (await Alerts()).ShouldHaveSingleItem();

        alert.ShouldBe(new LeadMatched(
            listing, me, "Bornes Boréal inc.", "dominique@example.com", "514 555-0199", "fr", "solar-panels", "Plateau Mont-Royal", "under-5000", "now",
            "exclusive", OpenToAllAt: Samples.Noon.AddMinutes(10), Samples.Noon));
    }

    [Fact]
    public async Task Who_is_told_last_is_ahead_of_nobody()
    {
        await AddContractor(plan: "free");
        await Publish();
        await AnnounceAt(10);

        (await Alerts()).ShouldHaveSingleItem().OpenToAllAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("estrie", "ev-charger", "", false)]
    [InlineData("montreal", "heat-pump", "", false)]
    [InlineData("estrie", "ev-charger", "H2X", true)]
    [InlineData("estrie", "ev-charger", "H3A", false)]
    [InlineData("montreal", "ev-charger", "", true)]
    public async Task Only_who_covers_the_lead_is_told(string region, string service, string area, bool told)
    {
        await AddContractor([region], [service], area.Length == 0 ? [] : [area]);
        await Publish();
        await Announce();

        (await Told()).Count.ShouldBe(told ? 1 : 0);
    }

    [Theory]
    [InlineData("fr", true)]
    [InlineData("en", false)]
    [InlineData("en fr", true)]
    [InlineData("", true)]
    public async Task Only_who_serves_in_the_homeowners_language_is_told(string languages, bool told)
    {
        var me = await AddContractor();
        await InTransaction(async services => (await services.GetRequiredService<IContractors>().Find(me, CancellationToken.None))!
            .Serve(languages.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        await Publish();
        await Announce();

        (await Told()).Count.ShouldBe(told ? 1 : 0);
        // The board shows every lead, and filters by language itself.
        (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value.Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_paused_contractor_is_told_of_nothing_that_opened_meanwhile()
    {
        var me = await AddContractor(plan: "free");
        await Pause(me);
        await Publish();
        await AnnounceAt(10);
        await Resume(me);
        await AnnounceAt(11);

        (await Told()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_changes_to_a_better_plan_between_two_openings_is_told_at_the_next_and_nobody_is_told_twice()
    {
        var (rising, falling) = (await AddContractor(plan: "free"), await AddContractor(plan: "elite"));
        await Publish();
        await AnnounceAt(0);

        await ChangePlan(rising, "elite");
        await ChangePlan(falling, "free");
        await AnnounceAt(5);
        (await Told()).ShouldBe([falling, rising]);

        await ChangePlan(rising, "pro");
        await AnnounceAt(10);
        (await Told()).ShouldBe([falling, rising]);
    }

    [Fact]
    public async Task Who_has_bought_the_lead_already_needs_no_alert()
    {
        var me = await AddContractor(plan: "free");
        var listing = await Publish();
        await ChangePlan(me, "elite");
        (await Reserve(me, listing)).IsFailure.ShouldBeFalse();
        await AnnounceAt(10);

        (await Told()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_that_is_sold_out_withdrawn_or_expired_is_told_of_to_nobody()
    {
        await AddContractor(plan: "free");
        var soldOut = await Publish();
        for (var n = 0; n < 3; n++) await Buy(await AddContractor(), soldOut);
        var withdrawn = await Publish();
        await Database.Send(Actor.Homeowner((await LeadOf(withdrawn)).Value), new CloseRequest(await LeadOf(withdrawn)));

        await AnnounceAt(10);
        await Publish();
        await AnnounceAt(60 * 24 * 31);

        (await Told()).ShouldBeEmpty();
        (await Database.Truth<long>("select count(*) from purchasing.listing_openings where announced_at is null")).ShouldBe(0);
    }

    [Fact]
    public async Task A_lead_whose_news_came_late_opens_when_it_is_there()
    {
        var me = await AddContractor();
        Database.Clock.Now = Samples.Noon.AddMinutes(3);
        await Publish();
        await Announce();

        (await Told()).ShouldBe([me]);
        (await Database.Truth<DateTime>("select opens_at from purchasing.listing_openings where plan = 'elite'")).ShouldBe(Samples.Noon.AddMinutes(3).UtcDateTime);
        (await Database.Truth<DateTime>("select opens_at from purchasing.listing_openings where plan = 'free'")).ShouldBe(Samples.Noon.AddMinutes(10).UtcDateTime);
    }

    [Fact]
    public async Task Of_six_hosts_at_once_each_tells_some_and_no_contractor_hears_of_a_lead_twice()
    {
        var contractors = new List<ContractorId>();
        for (var n = 0; n < 230; n++) contractors.Add(await AddContractor(plan: n % 2 == 0 ? "elite" : "free"));
        var listings = new[] { await Publish(), await Publish(), await Publish() };
        Database.Clock.Now = Samples.Noon.AddMinutes(10);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Announce)));
        await Announce();

        var told = (await Alerts()).Select(alert => (alert.Listing, alert.Contractor)).ToList();
        told.ShouldBeUnique();
        told.Count.ShouldBe(3 * 230);
        foreach (var listing in listings) told.Count(alert => alert.Listing == listing).ShouldBe(230);
    }

    [Fact]
    public async Task Who_another_host_has_just_told_ends_no_opening_that_others_still_wait_for()
    {
        var contractors = new List<ContractorId>();
        for (var n = 0; n < 103; n++) contractors.Add(await AddContractor());
        var listing = await Publish();

        // Of another host that is at a later opening of the same listing: what it has written down is not seen, but waited for.
        await using var other = new NpgsqlConnection(Database.RoleConnection);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await other.ExecuteAsync(
            "select set_config('app.actor', 'system', true); insert into purchasing.lead_alerts select @listing, id, @now from (select id from purchasing.contractors order by id limit 100) k",
            new { listing = listing.Value, now = Samples.Noon.UtcDateTime });
        var announcing = Task.Run(Announce);
        await Eventually(() => Database.Truth<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"));
        await transaction.CommitAsync();
        await announcing;

        (await Told()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_fresh_listing_of_a_host_that_knew_no_openings_is_told_of_all_the_same()
    {
        var (elite, free) = (await AddContractor(plan: "elite"), await AddContractor(plan: "free"));
        var (fresh, _) = (await AddListing(listedAt: Samples.Noon), await AddListing(listedAt: Samples.Noon.AddHours(-2)));

        await AnnounceAt(1);
        (await Told()).ShouldBe([elite]);
        await AnnounceAt(10);

        (await Alerts()).Select(alert => (alert.Listing, alert.Contractor)).ShouldBe([(fresh, elite), (fresh, free)]);
    }

    private static async Task Eventually(Func<Task<bool>> happened)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (!await happened())
        {
            (TimeProvider.System.GetUtcNow() < deadline).ShouldBeTrue("Nobody waited for the other host.");
            await Task.Yield();
        }
    }

    private async Task ChangePlan(ContractorId contractor, string plan) => await InTransaction(services => services
        .GetRequiredService<CopyPlanWhenPlanChanged>()
        .Handle(new(contractor, null, "fr", "?", plan, Database.Clock.Now), CancellationToken.None));
}
