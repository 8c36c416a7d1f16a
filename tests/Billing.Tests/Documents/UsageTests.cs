using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Queries;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Documents;

/// <summary>Plans of the test market: free (29.00 a lead), pro (49.00 a month, 19.00 a lead), elite (99.00 a month, 9.00 a lead).</summary>
public sealed class UsageTests(BillingDatabase billing) : BillingTest(billing)
{
    private DocumentDesk Desk => new(Billing);

    [Fact]
    public async Task A_month_shows_what_was_spent_and_what_the_plan_saved()
    {
        await Plan(At(10, 2), 4900);
        for (var i = 0; i < 6; i++) await Lead(At(10, 3 + i), 1900);

        var october = (await Usage(2)).Months[0];

        (october.Year, october.Month, october.Leads, october.OnLeads.Cents, october.OnPlan.Cents).ShouldBe((2026, 10, 6, 11_400L, 4900L));
        october.Saved.Cents.ShouldBe((6 * 2900) - 11_400 - 4900);
    }

    [Fact]
    public async Task What_went_back_is_neither_spent_nor_saved_and_counts_in_the_month_it_was_bought()
    {
        var (whole, part) = (await Lead(At(10, 3), 2900), await Lead(At(10, 4), 2900));
        await Desk.Credit(whole, 3334, at: At(11, 2));
        await Desk.Credit(part, 1667, at: At(11, 2));

        var months = (await Usage(2)).Months;

        (months[0].Leads, months[0].OnLeads.Cents, months[0].Saved.Cents).ShouldBe((1, 1450L, 1450L));
        (months[1].Leads, months[1].OnLeads.Cents, months[1].Saved.Cents).ShouldBe((0, 0L, 0L));
    }

    [Fact]
    public async Task A_lead_for_nothing_counts_and_a_plan_that_did_not_pay_for_itself_saved_less_than_nothing()
    {
        await Desk.Invoice(DocumentDesk.Draft(Contractor, 2900, At(10, 5), discount: 2900));
        await Plan(At(10, 2), 9900);

        var october = (await Usage(2)).Months[0];

        (october.Leads, october.OnLeads.Cents, october.Saved.Cents).ShouldBe((1, 0L, 2900L - 9900));
    }

    [Fact]
    public async Task Savings_are_reckoned_from_what_the_first_plan_asked_then()
    {
        // Bought on the pro plan while a lead cost 29.00 on the free one; the market asks 35.00 since.
        (await Open(LeadPricing.Charge(new Money(1900, "CAD"), 0, TestMarket.Taxes).Value)).IsFailure.ShouldBeFalse();
        await Pay();

        var dearer = TestMarket.Create();
        dearer = dearer with { Plans = [dearer.Plans[0] with { LeadPrice = new Money(3500, "CAD") }, .. dearer.Plans.Skip(1)] };
        await using var scope = Billing.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Buyer);
        var usage = await ActivatorUtilities.CreateInstance<GetUsageHandler>(scope.ServiceProvider, dearer).Handle(new GetUsage(Contractor, 1), default);

        (usage.Value.Months[0].Leads, usage.Value.Months[0].OnLeads.Cents, usage.Value.Months[0].Saved.Cents).ShouldBe((1, 1900L, 1000L));
    }

    [Theory]
    [InlineData(1, "free")] // 29 against 68 and 108
    [InlineData(4, "free")] // 116 against 125 and 135
    [InlineData(5, "pro")] // 144 against 145 and 144: of two that cost the same, the first
    [InlineData(7, "elite")] // 162 against 203 and 182
    public async Task Last_month_tells_which_plan_would_have_been_cheapest(int leads, string cheapest)
    {
        for (var i = 0; i < leads; i++) await Lead(At(10, 1 + i), 2900);

        var usage = await Usage(1);

        usage.Months.Single().Month.ShouldBe(11);
        usage.Cheapest.ShouldBe(cheapest);
        usage.LastMonth.Select(cost => (cost.Plan, cost.OnLeads.Cents, cost.Monthly.Cents, cost.Total.Cents)).ShouldBe([
            ("free", leads * 2900L, 0L, leads * 2900L),
            ("pro", leads * 1900L, 4900L, (leads * 1900L) + 4900),
            ("elite", leads * 900L, 9900L, (leads * 900L) + 9900)]);
    }

    // 29.00 by plan and 79.00 for an exclusive lead.
    [Fact]
    public async Task What_is_exclusive_costs_the_same_on_every_plan_and_saves_nothing()
    {
        Billing.Clock.Now = At(10, 5);
        await Bought(2900, list: null);
        await Bought(7900, list: 7900);
        Billing.Clock.Now = At(11, 20);

        var usage = await Usage(2);

        (usage.Months[0].OnLeads.Cents, usage.Months[0].Saved.Cents).ShouldBe((10_800L, 0L));
        usage.LastMonth.Select(cost => (cost.Plan, cost.OnLeads.Cents)).ShouldBe([("free", 2900L + 7900), ("pro", 1900L + 7900), ("elite", 900L + 7900)]);
        usage.Cheapest.ShouldBe("free");
    }

    [Theory]
    [InlineData(2900)]
    [InlineData(1900)]
    [InlineData(900)]
    public async Task A_lead_and_its_upgrade_cost_the_same_on_every_plan_and_are_one_lead(long byPlan)
    {
        Billing.Clock.Now = At(10, 5);
        await Bought(byPlan, list: null);
        await Bought(7900 - byPlan, list: 7900 - 2900, upgradeTo: 7900);
        Billing.Clock.Now = At(11, 20);

        var usage = await Usage(2);

        (usage.Months[0].Leads, usage.Months[0].OnLeads.Cents, usage.Months[0].Saved.Cents).ShouldBe((1, 7900L, 0L));
        usage.LastMonth.Select(cost => (cost.Plan, cost.OnLeads.Cents)).ShouldBe([("free", 7900L), ("pro", 7900L), ("elite", 7900L)]);
        usage.Cheapest.ShouldBe("free");
    }

    [Fact]
    public async Task Without_leads_last_month_no_plan_is_cheapest()
    {
        await Lead(At(11, 5), 2900);
        var usage = await Usage(3);
        (usage.LastMonth.Count, usage.Cheapest, usage.Months.Count).ShouldBe((0, null, 3));
    }

    [Fact]
    public async Task Months_are_the_market_s_from_the_oldest_to_this_one_two_years_at_most()
    {
        await Lead(new DateTimeOffset(2026, 11, 1, 3, 59, 59, TimeSpan.Zero), 2900);
        await Lead(new DateTimeOffset(2026, 11, 1, 4, 0, 0, TimeSpan.Zero), 2900);
        await Lead(new DateTimeOffset(2024, 12, 1, 5, 0, 0, TimeSpan.Zero), 2900);

        var months = (await Usage(99)).Months;

        months.Count.ShouldBe(24);
        (months[0].Year, months[0].Month, months[0].Leads).ShouldBe((2024, 12, 1));
        (months[22].Leads, months[23].Leads).ShouldBe((1, 1));
        (await Usage(0)).Months.Count.ShouldBe(1);
    }

    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 16, 0, 0, TimeSpan.Zero);

    private async Task<PurchaseId> Lead(DateTimeOffset at, long cents) => (await Desk.Invoice(DocumentDesk.Draft(Contractor, cents, at))).Purchase;

    private Task Plan(DateTimeOffset at, long cents) => Desk.Invoice(DocumentDesk.Draft(Contractor, cents, at, subject: DocumentSubject.Plan));

    private async Task Bought(long cents, long? list, long? upgradeTo = null)
    {
        var purchase = new PurchaseId(Guid.CreateVersion7());
        (await Open(LeadPricing.Charge(new Money(cents, "CAD"), 0, TestMarket.Taxes).Value, purchase: purchase, listCents: list, upgradeTo: upgradeTo)).IsFailure.ShouldBeFalse();
        await Pay(purchase);
    }

    private async Task<Usage> Usage(int months) => (await Billing.Send(Buyer, new GetUsage(Contractor, months))).Value;
}
