using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Queries;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Persistence;

/// <summary>What being the only buyer costs: 79.00 before tax.</summary>
public sealed class ExclusivePriceTests(BillingDatabase billing) : BillingTest(billing)
{
    [Theory]
    [InlineData("free")]
    [InlineData("elite")]
    public async Task An_exclusive_lead_costs_the_same_on_every_plan(string plan)
    {
        (await Billing.Send(Buyer, new AssignPlan(Contractor, plan))).IsFailure.ShouldBeFalse();

        var quote = await Quote(new LeadOffer("ev-charger", Exclusive: true));

        (quote.Plan, quote.Charge.Subtotal.Cents, quote.Charge.Total.Cents).ShouldBe((plan, 7900, 7900 + 395 + 788));
    }

    [Theory]
    [InlineData(2900, 5000)]
    [InlineData(900, 7000)]
    [InlineData(7850, 50)]
    public async Task An_upgrade_costs_the_difference_to_what_the_lead_cost(long paid, long left) =>
        (await Quote(new LeadOffer("ev-charger", Exclusive: true, paid))).Charge.Subtotal.Cents.ShouldBe(left);

    [Fact]
    public async Task A_coupon_comes_off_an_exclusive_price_as_off_any_other()
    {
        var quote = (await Billing.Send(Buyer, new QuoteLead(Contractor, 3950, new LeadOffer("ev-charger", Exclusive: true)))).Value;

        (quote.Charge.Subtotal.Cents, quote.Charge.Discount.Cents).ShouldBe((7900, 3950));
    }

    [Fact]
    public async Task An_offer_that_is_not_exclusive_has_the_price_of_its_plan() =>
        (await Quote(new LeadOffer("ev-charger"))).Charge.Subtotal.Cents.ShouldBe(2900);

    [Theory]
    [InlineData(7900)]
    [InlineData(9900)]
    public async Task Who_has_paid_as_much_already_is_sold_nothing(long paid) =>
        (await Billing.Send(Buyer, new QuoteLead(Contractor, Offer: new LeadOffer("ev-charger", Exclusive: true, paid)))).Error.Code.ShouldBe("billing.no-exclusive-price");

    [Fact]
    public async Task Each_service_may_have_its_own_price_and_a_market_none()
    {
        var market = TestMarket.Create();
        var words = market.Plans[0].Name;
        var solar = new Service("solar-panels", words, words, words, "sun", []) { ExclusivePrice = new Money(12_900, "CAD") };

        (await In(market with { Services = [solar] })).Value.Charge.Subtotal.Cents.ShouldBe(12_900);
        (await In(market with { Selling = market.Selling with { ExclusivePrice = null } })).Error.Code.ShouldBe("billing.no-exclusive-price");
    }

    [Fact]
    public async Task An_audit_of_another_module_raises_one_alarm_while_it_finds_something()
    {
        (await Report("slots-differ one", "slots-differ two")).ShouldBe(1);
        (await Report("slots-differ one")).ShouldBe(1);
        (await Billing.Send(Actor.Staff, new GetBooks())).Value.Alarms.Single(alarm => alarm.Kind is "audit").Detail.ShouldBe("2 findings: slots-differ one; slots-differ two");

        (await Report()).ShouldBe(0);
        (await Report("slots-differ three")).ShouldBe(1);
        await Report();
    }

    private async Task<long> Report(params string[] findings)
    {
        (await Billing.Send(Actor.System, new ReportAudit("slots", findings))).IsFailure.ShouldBeFalse();
        return await Alarms("audit", "slots");
    }

    private async Task<LeadQuote> Quote(LeadOffer offer) => (await Billing.Send(Buyer, new QuoteLead(Contractor, Offer: offer))).Value;

    private async Task<Result<LeadQuote>> In(Market market)
    {
        await using var scope = Billing.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(Buyer);
        return await ActivatorUtilities.CreateInstance<QuoteLeadHandler>(scope.ServiceProvider, market)
            .Handle(new QuoteLead(Contractor, Offer: new LeadOffer("solar-panels", Exclusive: true)), CancellationToken.None);
    }
}
