using LeadMarket.Billing.Application.StripeEvents;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Persistence;

public sealed class StripeEventTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task A_webhook_heard_five_times_and_delivered_five_times_pays_once()
    {
        await Open();
        Stripe.Pay(Stripe.SessionOf(Purchase));

        await Hear("checkout.session.completed", Stripe.SessionOf(Purchase).Id, times: 5, deliveries: 5);

        (await State()).ShouldBe("paid");
        (await Payments()).ShouldBe(1);
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        (await Unprocessed()).ShouldBe(0);
    }

    [Fact]
    public async Task Twenty_parallel_copies_of_one_webhook_are_kept_once()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        Stripe.Pay(session);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Billing.Send(Actor.System, new ReceiveStripeEvent(
            new LeadMarket.Billing.Domain.StripeEvent($"evt_{Purchase}", "checkout.session.completed", session.Id, Billing.Clock.Now, "{}")))));
        await Billing.Deliver();

        (await Payments()).ShouldBe(1);
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
    }

    public static TheoryData<string> Orders => new("cpe", "cep", "pce", "pec", "ecp", "epc");

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Completed_paid_and_expired_in_any_order_end_paid_with_one_payment(string order)
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        var intent = Stripe.Pay(session);

        foreach (var which in order)
        {
            await (which switch
            {
                'c' => Hear("checkout.session.completed", session.Id, times: 2, deliveries: 2),
                'p' => Hear("payment_intent.succeeded", intent, times: 2, deliveries: 2),
                _ => Hear("checkout.session.expired", session.Id, times: 2, deliveries: 2),
            });
        }

        (await State()).ShouldBe("paid");
        (await Payments()).ShouldBe(1);
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        (await Told("billing.checkout-closed.v1")).ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_session_closes_the_checkout_once()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        await Stripe.ExpireCheckout(session.Id, "k", CancellationToken.None);

        await Hear("checkout.session.expired", session.Id, deliveries: 3);

        (await State()).ShouldBe("closed");
        (await Told("billing.checkout-closed.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task Money_after_a_close_is_recorded_and_told_for_the_owner_to_judge()
    {
        await Open();
        (await Close()).Value.ShouldBe(CheckoutState.Closed);
        Stripe.Pay(Stripe.SessionOf(Purchase));

        await Hear("checkout.session.completed", Stripe.SessionOf(Purchase).Id);

        (await State()).ShouldBe("paid");
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_really_captured_is_told_even_when_it_is_not_what_was_asked()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        Stripe.Pay(session with { Total = session.Total with { Cents = 1 } });

        await Hear("checkout.session.completed", session.Id);

        (await Billing.Truth<long>("select (payload -> 'amount' ->> 'cents')::bigint from billing.outbox_messages where name = 'billing.checkout-paid.v1' and payload ->> 'purchase' = @id", new { id = Purchase.ToString() })).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_payment_goes_back_and_the_first_one_stays()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        var first = Stripe.Pay(session);
        await Hear("checkout.session.completed", session.Id);
        var second = Stripe.Pay(session);

        await Hear("payment_intent.succeeded", second, times: 2, deliveries: 3);

        (await Payments()).ShouldBe(2);
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        var refunded = Stripe.Refunds.Values.Where(refund => refund.PaymentIntent == first || refund.PaymentIntent == second).ShouldHaveSingleItem();
        refunded.PaymentIntent.ShouldBe(second);
        (await Billing.Truth<string>("select idempotency_key from billing.refunds where purchase_id = @id", new { id = Purchase.Value })).ShouldBe($"refund:second:{second}");
    }

    [Fact]
    public async Task Money_for_a_purchase_that_a_restored_database_does_not_know_is_told_to_the_operators_once()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        await Billing.Tamper($"delete from billing.checkouts where purchase_id = '{Purchase}'");
        var intent = Stripe.Pay(session);

        await Hear("checkout.session.completed", session.Id, times: 2, deliveries: 2);
        await Hear("payment_intent.succeeded", intent);

        (await Alarms("payment-mismatch", intent)).ShouldBe(1);
        var told = await Billing.Truth<string>("select detail from billing.alarms where subject = @intent", new { intent });
        told.ShouldContain(session.Id);
        told.ShouldContain(intent);
        (await Unprocessed()).ShouldBe(0);
    }

    [Fact]
    public async Task A_page_of_a_purchase_that_nobody_knows_alarms_nobody_while_it_is_not_paid()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        await Billing.Tamper($"delete from billing.checkouts where purchase_id = '{Purchase}'");
        await Stripe.ExpireCheckout(session.Id, "k", CancellationToken.None);

        await Hear("checkout.session.expired", session.Id);

        (await Billing.Truth<long>("select count(*) from billing.alarms where purchase_id = @id", new { id = Purchase.Value })).ShouldBe(0);
        (await Unprocessed()).ShouldBe(0);
    }

    [Fact]
    public async Task An_unknown_type_is_kept_and_done_with()
    {
        await Hear("customer.discount.created", $"di_{Purchase}");

        (await Unprocessed()).ShouldBe(0);
    }

    [Fact]
    public async Task A_webhook_that_never_came_is_recovered_through_the_same_inbox()
    {
        await Open();
        Stripe.Pay(Stripe.SessionOf(Purchase));

        await Billing.Send(Actor.System, new RecoverEvents());
        await Billing.Send(Actor.System, new RecoverEvents());
        await Billing.Deliver();

        (await State()).ShouldBe("paid");
        (await Payments()).ShouldBe(1);
    }

    private Task<long> Unprocessed() => Billing.Truth<long>("select count(*) from billing.stripe_events where processed_at is null");
}
