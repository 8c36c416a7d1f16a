using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Persistence;

public sealed class OpenCheckoutTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task A_purchase_opens_one_session_however_often_it_is_asked_for()
    {
        var first = (await Open()).Value;
        var again = (await Open()).Value;

        first.State.ShouldBe(CheckoutState.Open);
        first.Url.ShouldNotBeNull();
        again.ShouldBe(first);
        Stripe.SessionOf(Purchase).Total.ShouldBe(new Money(3334, "CAD"));
    }

    [Fact]
    public async Task Ten_hosts_asking_at_once_open_one_session()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Open()));

        (await Open()).Value.Url.ShouldNotBeNull();
        Stripe.Orders.Count(order => order.Purchase == Purchase).ShouldBe(1);
    }

    [Fact]
    public async Task Lines_are_the_lead_after_its_discount_and_each_tax_in_the_buyer_s_language()
    {
        await Open(Charge(discount: 900));

        Stripe.Orders.Single(order => order.Purchase == Purchase).Terms.Lines
            .Select(line => (line.Label, line.Cents))
            .ShouldBe([("Contact : borne de recharge", 2000L), ("TPS (5 %)", 100L), ("TVQ (9,975 %)", 200L)]);
    }

    [Theory]
    [InlineData(nameof(Line.Down))]
    [InlineData(nameof(Line.Deaf))]
    public async Task Without_an_answer_it_stays_opening_and_the_job_finishes_it_with_the_same_key(string line)
    {
        Stripe.Line = Enum.Parse<Line>(line);
        (await Open()).Value.ShouldBe(new CheckoutView(CheckoutState.Opening, null));

        Stripe.Line = Line.Up;
        Billing.Clock.Now += TimeSpan.FromSeconds(2);
        await Resume();

        (await Open()).Value.State.ShouldBe(CheckoutState.Open);
        Stripe.Orders.Where(order => order.Purchase == Purchase).Select(order => (order.Key, order.ExpiresAt)).Distinct().Count().ShouldBe(1);
        Stripe.SessionOf(Purchase).ShouldNotBeNull();
    }

    [Fact]
    public async Task After_a_long_silence_a_new_attempt_asks_for_a_later_expiry()
    {
        Stripe.Line = Line.Down;
        await Open();
        Stripe.Line = Line.Up;
        Billing.Clock.Now += TimeSpan.FromMinutes(5);
        await Resume();

        (await Open()).Value.State.ShouldBe(CheckoutState.Open);
        (await Billing.Truth<int>("select attempt from billing.checkouts where purchase_id = @id", new { id = Purchase.Value })).ShouldBe(2);
    }

    [Fact]
    public async Task An_opening_whose_time_is_over_is_closed_and_told()
    {
        Stripe.Line = Line.Down;
        await Open();
        Stripe.Line = Line.Up;
        Billing.Clock.Now += TimeSpan.FromMinutes(32);
        await Resume();

        (await State()).ShouldBe("closed");
        (await Told("billing.checkout-closed.v1")).ShouldBe(1);
        (await Open()).Error.Code.ShouldBe("billing.checkout-closed");
    }

    [Fact]
    public async Task A_certain_refusal_ends_the_checkout()
    {
        Stripe.Line = Line.Refusing;

        (await Open()).Error.Code.ShouldBe("billing.payments-refused");
        await Billing.Deliver();

        (await State()).ShouldBe("closed");
        (await Alarms("payments-refused", "checkouts")).ShouldBe(1);
    }

    [Fact]
    public async Task A_free_lead_is_booked_in_a_moment_without_Stripe()
    {
        (await Open(Charge(discount: 2900))).Value.ShouldBe(new CheckoutView(CheckoutState.Opening, null));
        (await Close()).Value.ShouldBe(CheckoutState.Paid);
        await Billing.Deliver(times: 3);

        (await Open(Charge(discount: 2900))).Value.ShouldBe(new CheckoutView(CheckoutState.Paid, null));
        (await Payments()).ShouldBe(0);
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        (await Entry($"spent:{Purchase}")).ShouldBe("");
        Stripe.Orders.ShouldNotContain(order => order.Purchase == Purchase);
    }

    [Fact]
    public async Task A_total_under_50_cents_is_refused()
    {
        var cents = new Money(49, "CAD");
        (await Open(new Charge(cents, Money.Zero("CAD"), [], cents))).Error.Code.ShouldBe("billing.amount-too-small");
    }

    [Fact]
    public async Task A_session_that_opens_after_the_close_is_expired_and_never_shown()
    {
        Stripe.Meanwhile = async _ =>
        {
            Stripe.Meanwhile = null;
            (await Close(Actor.System)).Value.ShouldBe(CheckoutState.Closed);
        };

        (await Open()).Error.Code.ShouldBe("billing.checkout-closed");
        Stripe.SessionOf(Purchase).Url.ShouldBeNull();
    }

    [Fact]
    public async Task A_payment_heard_of_before_the_session_is_saved_stays_paid()
    {
        Stripe.Meanwhile = async session =>
        {
            Stripe.Pay(session);
            await Hear("checkout.session.completed", session.Id);
        };

        (await Open()).Value.State.ShouldBe(CheckoutState.Paid);
        (await Payments()).ShouldBe(1);
    }

    [Fact]
    public async Task A_plan_sets_the_price_and_an_unknown_plan_is_refused()
    {
        (await Billing.Send(Buyer, new QuoteLead(Contractor))).Value.Charge.Total.Cents.ShouldBe(3334);

        (await Billing.Send(Buyer, new AssignPlan(Contractor, "elite"))).IsFailure.ShouldBeFalse();
        (await Billing.Send(Buyer, new AssignPlan(Contractor, "platinum"))).Error.Code.ShouldBe("billing.unknown-plan");

        var quote = (await Billing.Send(Buyer, new QuoteLead(Contractor, 100))).Value;
        (quote.Plan, quote.Charge.Subtotal.Cents, quote.Charge.Total.Cents).ShouldBe(("elite", 900, 920));
    }

    // A share of a dearer plan's price, which was given up meanwhile.
    [Fact]
    public async Task A_discount_above_the_price_is_refused_as_the_changed_price_that_it_is()
    {
        (await Billing.Send(Buyer, new QuoteLead(Contractor, 2900))).Value.Charge.Total.Cents.ShouldBe(0);
        (await Billing.Send(Buyer, new QuoteLead(Contractor, 2901))).Error.Code.ShouldBe("billing.payment-changed");
    }

    private Task<Result> Resume() => Billing.Send(Actor.System, new ResumeOpenings());
}
