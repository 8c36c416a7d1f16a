using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>A way of paying that takes days: neither paid nor to be released until its end is told.</summary>
public sealed class ProcessingTests(BillingDatabase billing) : CardTest(billing)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_told_once_whoever_learns_it_first_and_keeps_its_credits(bool byClosing)
    {
        await Grant(1000);
        await Open(useCredits: true);
        Wire.Pay(Wire.PageOf(Purchase)!, slowly: true);

        if (byClosing) (await Close()).Value.ShouldBe(CheckoutState.Processing);
        await Hear("checkout.session.completed", Wire.PageOf(Purchase)!.Id, times: 2, deliveries: 2);

        (await Close()).Value.ShouldBe(CheckoutState.Processing);
        (await Open(useCredits: true)).Value.ShouldBe(new CheckoutView(CheckoutState.Processing, null));
        (await Told("billing.checkout-processing.v1")).ShouldBe(1);
        (await Payments()).ShouldBe(0);
        (await Credits()).Available.Cents.ShouldBe(0);
    }

    [Fact]
    public async Task Its_money_buys_days_later()
    {
        await Open();
        var page = Wire.PageOf(Purchase)!;
        var intent = Wire.Pay(page, slowly: true);
        await Hear("checkout.session.completed", page.Id);
        Billing.Clock.Now += TimeSpan.FromDays(3);
        Wire.Capture(intent);

        await Hear("checkout.session.async_payment_succeeded", page.Id);
        await Hear("payment_intent.succeeded", intent.Id);

        await ShouldBePaidOnce();
        (await Told("billing.checkout-processing.v1")).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_closes_it_and_gives_its_credits_free_in_either_order(bool failureFirst)
    {
        await Grant(1000);
        await Open(useCredits: true);
        var page = Wire.PageOf(Purchase)!;
        Wire.Pay(page, slowly: true).Status = "requires_payment_method";

        foreach (var type in failureFirst ? new[] { "async_payment_failed", "completed" } : ["completed", "async_payment_failed"])
            await Hear($"checkout.session.{type}", page.Id);

        (await State()).ShouldBe("closed");
        (await Told("billing.checkout-closed.v1")).ShouldBe(1);
        (await Told("billing.checkout-processing.v1")).ShouldBe(failureFirst ? 0 : 1);
        (await Credits()).Available.Cents.ShouldBe(1000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kept_card_s_payment_that_takes_days_ends_as_it_ends(bool succeeds)
    {
        await Keep("slow");

        (await OpenByCard()).Value.ShouldBe(new CheckoutView(CheckoutState.Processing, null));
        (await Close()).Value.ShouldBe(CheckoutState.Processing);
        var intent = Wire.IntentsOf(Purchase).Single();
        await Hear("payment_intent.processing", intent.Id);
        (await State()).ShouldBe("processing");

        if (succeeds) Wire.Capture(intent);
        else intent.Status = "requires_payment_method";
        await Hear(succeeds ? "payment_intent.succeeded" : "payment_intent.payment_failed", intent.Id);

        if (succeeds) await ShouldBePaidOnce();
        else (await State()).ShouldBe("closed");
        (await Told("billing.checkout-processing.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task An_unheard_charge_that_takes_days_is_found_by_closing()
    {
        await Keep("slow");
        Wire.Break(CardStripe.IsCharge, Fault.Reset, 3);
        await OpenByCard();

        (await Close(Actor.System)).Value.ShouldBe(CheckoutState.Processing);

        (await Told("billing.checkout-processing.v1")).ShouldBe(1);
    }
}
