using LeadMarket.Billing.Contracts;

namespace LeadMarket.Billing.Tests.Persistence;

public sealed class CloseCheckoutTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task An_open_session_is_expired_at_Stripe_before_it_is_closed_here()
    {
        await Open();

        (await Close()).Value.ShouldBe(CheckoutState.Closed);
        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        Stripe.SessionOf(Purchase).Url.ShouldBeNull();
        (await Told("billing.checkout-closed.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task While_Stripe_is_silent_nothing_is_released_and_nobody_gets_the_page()
    {
        await Open();
        Stripe.Line = Line.Down;

        (await Close()).Error.Code.ShouldBe("billing.stripe-unavailable");

        (await State()).ShouldBe("open");
        (await Open()).Error.Code.ShouldBe("billing.checkout-closed");
    }

    [Fact]
    public async Task An_expiry_whose_answer_was_lost_is_found_out_by_asking()
    {
        await Open();
        Stripe.Line = Line.Deaf;
        (await Close()).Error.Code.ShouldBe("billing.stripe-unavailable");

        Stripe.Line = Line.Up;
        (await Close()).Value.ShouldBe(CheckoutState.Closed);
    }

    [Fact]
    public async Task Money_that_came_first_wins_and_is_written_by_the_system()
    {
        await Open();
        Stripe.Pay(Stripe.SessionOf(Purchase));

        (await Close()).Value.ShouldBe(CheckoutState.Paid);
        await Billing.Deliver();

        (await State()).ShouldBe("paid");
        (await Payments()).ShouldBe(1);
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_purchase_that_never_had_a_checkout_can_get_none_any_more()
    {
        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        (await Open()).Error.Code.ShouldBe("billing.checkout-closed");
        Stripe.Orders.ShouldNotContain(order => order.Purchase == Purchase);
    }

    [Fact]
    public async Task An_opening_that_reached_Stripe_unheard_is_found_by_its_key_and_expired()
    {
        await KnowCustomer();
        Stripe.Line = Line.Deaf;
        (await Open()).Value.State.ShouldBe(CheckoutState.Opening);

        Stripe.Line = Line.Up;
        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        Stripe.SessionOf(Purchase).Url.ShouldBeNull();
    }

    [Fact]
    public async Task An_opening_forgotten_by_its_key_is_found_in_the_list()
    {
        await KnowCustomer();
        Stripe.Line = Line.Deaf;
        await Open();
        Stripe.Line = Line.Up;
        Billing.Clock.Now += TimeSpan.FromHours(25);
        var asked = Stripe.Orders.Count;

        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        Stripe.Orders.Count.ShouldBe(asked);
        Stripe.SessionOf(Purchase).Url.ShouldBeNull();
    }

    private Task KnowCustomer() => Billing.Truth<int>(
        """
        with made as (
            insert into billing.accounts (contractor_id, customer_key, customer_email, customer_id, created_at)
            values (@id, 'cus:' || @id, 'buyer@example.com', 'cus_' || @id, @now)
            returning 1)
        select count(*)::int from made
        """,
        new { id = Contractor.Value, now = Billing.Clock.Now });
}
