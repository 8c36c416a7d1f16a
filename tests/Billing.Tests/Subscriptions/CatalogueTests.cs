using LeadMarket.Billing.Application.Catalogue;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Subscriptions;

public sealed class CatalogueTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public void Each_paid_plan_has_a_product_and_one_price_by_its_name()
    {
        // Other tests have plans and taxes of their own.
        Little.Products.Keys.Where(product => product is "test-pro" or "test-elite").Count().ShouldBe(2);
        Little.Prices.Where(price => price.Plan is "pro" or "elite").Select(price => (price.LookupKey, price.Amount.Cents))
            .ShouldBe([("test:pro:month", 4900L), ("test:elite:month", 9900L)], ignoreOrder: true);
        Little.TaxRates.Where(rate => rate.Code is "gst" or "qst").Select(rate => (rate.Code, rate.Percentage))
            .ShouldBe([("gst", "5"), ("qst", "9.975")], ignoreOrder: true);
    }

    [Fact]
    public async Task Ten_hosts_that_start_at_once_make_one_catalogue()
    {
        await Forget();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Billing.Send(Actor.System, new SyncCatalogue())));

        Each_paid_plan_has_a_product_and_one_price_by_its_name();
    }

    [Fact]
    public async Task A_known_catalogue_is_not_asked_about_again()
    {
        Little.Calls.Clear();
        (await Billing.Send(Actor.System, new SyncCatalogue())).IsFailure.ShouldBeFalse();

        Little.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_Stripe_made_unheard_is_found_by_its_name()
    {
        await Forget();

        (await Billing.Send(Actor.System, new SyncCatalogue())).IsFailure.ShouldBeFalse();
        Each_paid_plan_has_a_product_and_one_price_by_its_name();
        Little.Calls.ShouldContain("prices");
    }

    [Theory]
    [InlineData("product")]
    [InlineData("prices")]
    [InlineData("price")]
    [InlineData("tax-rate")]
    public async Task A_silence_in_the_middle_is_made_up_for_later(string step)
    {
        await using var grown = Market(step, 1500, taxPpm: 10_000 + step.Length);
        Little.Before = call => Little.Line = call == step ? Line.Deaf : Line.Up;
        (await Sync(grown)).Error.Code.ShouldBe("billing.stripe-unavailable");

        (Little.Before, Little.Line) = (null, Line.Up);
        (await Sync(grown)).IsFailure.ShouldBeFalse();

        Little.Prices.Count(price => price.Plan == step).ShouldBe(1);
    }

    [Fact]
    public async Task A_changed_price_is_a_new_one_and_who_subscribed_to_the_old_one_keeps_it_until_they_change()
    {
        await using var before = Market("gold", 6900);
        await Sync(before);
        (await Send(before, new StartSubscription(Contractor, BilledTo, "fr", "gold", ReturnTo))).IsFailure.ShouldBeFalse();
        var subscription = Little.Pay(PageOf(Contractor));
        await Tell("customer.subscription.created", subscription.Id);
        (await Send(before, new GetPlan(Contractor))).Value.Subscription!.MonthlyPrice.Cents.ShouldBe(6900);

        await using var after = Market("gold", 7900);
        await Sync(after);

        Little.Prices.Where(price => price.Plan == "gold").Select(price => (price.Amount.Cents, price.LookupKey))
            .ShouldBe([(6900L, null), (7900L, "test:gold:month")]);
        (await Send(after, new GetPlan(Contractor))).Value.Subscription!.MonthlyPrice.Cents.ShouldBe(6900);
        (await Send(after, new GetPlan(Contractor))).Value.Plan.ShouldBe("gold", "it gives the same rights");
        var changed = await Send(after, new PreviewPlanChange(Contractor, "elite"));
        changed.Value.MonthlyFromThen.Cents.ShouldBe(9900);
    }

    [Fact]
    public async Task Nobody_is_sent_to_pay_a_price_that_Stripe_does_not_have_yet()
    {
        await using var dear = Market("platinum", 14900);
        var started = await Send(dear, new StartSubscription(Contractor, BilledTo, "fr", "platinum", ReturnTo));
        (started.Value.State, started.Value.MonthlyPrice.Cents).ShouldBe(("opening", 14900));
        Little.Pages.Values.ShouldNotContain(page => page.Order.Contractor == Contractor);

        await Sync(dear);
        Billing.Clock.Now += TimeSpan.FromSeconds(3);
        await Send(dear, new LeadMarket.Billing.Application.Subscriptions.ResumeSubscriptions(), Actor.System);

        PageOf(Contractor).Order.Price.Amount.Cents.ShouldBe(14900);
    }

    // The rows are lost, and with them the keys; Stripe still has what was made. Never done to real rows, which others refer to by id.
    private Task<int> Forget() => Billing.Truth<int>(
        """
        with prices as (delete from billing.plan_prices returning 1), rates as (delete from billing.tax_rates returning 1)
        select (select count(*) from prices)::int + (select count(*) from rates)::int
        """);

    private ServiceProvider Market(string plan, long cents, int? taxPpm = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Billing.Configuration);
        Billing.Register(services);
        services.AddSingleton(Billing.Services.GetRequiredService<FakeStripe>());
        services.AddSingleton(Little);
        var market = TestMarket.Create();
        var name = market.Plans[1].Name;
        services.AddSingleton(market with
        {
            Plans = [.. market.Plans, new Plan(plan, name, new Money(cents, "CAD"), new Money(500, "CAD"))],
            Taxes = taxPpm is { } ppm ? [.. market.Taxes, new Tax(plan, name, ppm)] : market.Taxes,
        });
        return services.BuildServiceProvider();
    }

    private static Task<Result> Sync(ServiceProvider market) => Send(market, new SyncCatalogue(), Actor.System);

    private Task<T> Send<T>(ServiceProvider market, IRequest<T> request) => Send(market, request, Buyer);

    private static async Task<T> Send<T>(ServiceProvider market, IRequest<T> request, Actor actor)
    {
        await using var scope = market.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorContext>().Become(actor);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }
}
