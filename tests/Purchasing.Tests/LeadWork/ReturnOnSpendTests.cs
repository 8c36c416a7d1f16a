using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using LeadMarket.Purchasing.Infrastructure.Queries;
using LeadMarket.Purchasing.Tests.Application;
using LeadMarket.Purchasing.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.LeadWork;

public sealed class ReturnOnSpendTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task The_funnel_counts_how_far_leads_got_and_forgets_what_was_given_back()
    {
        var me = await AddContractor();
        var (untouched, contacted, quoted, won) = (await BuyAnother(me), await BuyAnother(me), await BuyAnother(me), await BuyAnother(me));
        var (lost, lostAfterQuote, mistaken, returned) = (await BuyAnother(me), await BuyAnother(me), await BuyAnother(me), await BuyAnother(me));
        await Say(contacted, LeadProgress.Contacted);
        await Say(quoted, LeadProgress.Quoted, 300_000);
        await Say(won, LeadProgress.Won, 250_000);
        await Say(lost, LeadProgress.Lost);
        await Say(lostAfterQuote, LeadProgress.Quoted, 90_000);
        await Say(lostAfterQuote, LeadProgress.Lost);
        await Say(mistaken, LeadProgress.Won, 999_999);
        await Say(mistaken, LeadProgress.Contacted);
        await Say(returned, LeadProgress.Won, 111_111);
        await GiveBack(returned);

        var result = await Reckon(me, 1);

        untouched.ShouldNotBe(default);
        result.Funnel.ShouldBe(new Dictionary<LeadProgress, int>
        {
            [LeadProgress.New] = 7, [LeadProgress.Contacted] = 6, [LeadProgress.Quoted] = 3, [LeadProgress.Won] = 1, [LeadProgress.Lost] = 2,
        }, ignoreOrder: true);
        (result.Returned, result.Spent, result.Earned).ShouldBe((1, Samples.Cad(7 * 2900), Samples.Cad(250_000)));
        result.Months.ShouldHaveSingleItem().ShouldBe(new SpendMonth(2026, 11, 7, 1, Samples.Cad(7 * 2900), Samples.Cad(250_000)));

        Task Say(UnlockId unlock, LeadProgress progress, long? cents = null) => Done(me, new SetLeadProgress(me, unlock, progress, cents));
    }

    [Fact]
    public async Task Spending_is_before_tax_after_coupons_and_with_upgrades()
    {
        var me = await AddContractor();
        var half = (await Start(me, await AddListing(), OtherModules.GoodCode)).Value;
        await Pay(me, half);
        var upgraded = await BuyAnother(me);
        await Pay(me, (await As(me, new StartUpgrade(me, upgraded, Samples.ReturnTo))).Value);

        (await Reckon(me, 3)).Spent.ShouldBe(Samples.Cad(1450 + 2900 + 5000));
    }

    [Fact]
    public async Task Months_are_those_of_the_market_s_calendar_and_none_is_left_out()
    {
        var me = await AddContractor();
        // Half past eleven in the evening of October 31 in Montréal is November in Greenwich.
        Database.Clock.Now = new DateTimeOffset(2026, 11, 1, 3, 30, 0, TimeSpan.Zero);
        await BuyAnother(me);
        Database.Clock.Now = new DateTimeOffset(2027, 1, 15, 12, 0, 0, TimeSpan.Zero);
        await BuyAnother(me);

        var months = (await Reckon(me, 4, "America/Toronto")).Months;
        months.Select(month => (month.Year, month.Month, month.Leads)).ShouldBe([(2026, 10, 1), (2026, 11, 0), (2026, 12, 0), (2027, 1, 1)]);

        (await Reckon(me, 3, "America/Toronto")).Months.Sum(month => month.Leads).ShouldBe(1);
        (await Reckon(me, 3, "UTC")).Months.Sum(month => month.Leads).ShouldBe(2);
        (await Reckon(me, 0)).Months.Count.ShouldBe(1);
        (await Reckon(me, 99)).Months.Count.ShouldBe(24);
    }

    [Fact]
    public async Task Another_s_figures_are_empty()
    {
        var (me, _) = await BoughtOne();
        var (rival, _) = await BoughtOne();

        (await As(me, new GetReturnOnSpend(rival, 1))).Value.Funnel[LeadProgress.New].ShouldBe(0);
        (await As(me, new GetReturnOnSpend(me, 1))).Value.Funnel[LeadProgress.New].ShouldBe(1);
    }

    private async Task<ReturnOnSpend> Reckon(ContractorId me, int months, string zone = "UTC") => (await Database.InScope(Actor.Contractor(me), services =>
        new GetReturnOnSpendHandler(
            services.GetRequiredService<ReadSide<PurchasingDbContext>>(), TestMarket.Create() with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) }, Database.Clock)
            .Handle(new GetReturnOnSpend(me, months), CancellationToken.None))).Value;
}
