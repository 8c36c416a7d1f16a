using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Refunds;

/// <summary>Somebody gives money back in Stripe's own dashboard.</summary>
public sealed class DashboardRefundTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    [Fact]
    public async Task A_part_and_then_the_rest_are_booked_like_our_own()
    {
        var intent = await Paid();
        await Hear("refund.created", MadeInDashboard(intent, 1000), times: 2, deliveries: 2);
        (await Told("billing.purchase-refunded.v1"), await Whole(), await Credited()).ShouldBe((1, 0, 1000));

        var ours = await GivenBack();

        (ours.Amount.Cents, ours.Whole, await Whole()).ShouldBe((2334, true, 1));
        (await Credited(), await Balance("stripe")).ShouldBe((Price, 0));
    }

    [Fact]
    public async Task A_whole_one_ends_the_purchase()
    {
        var intent = await Paid();
        var id = MadeInDashboard(intent, Price);
        await Hear("charge.refunded", intent.Replace("pi", "ch", StringComparison.Ordinal), deliveries: 2);

        (await StateOf($"stripe:{id}"), await Whole(), await Credited()).ShouldBe(("succeeded", 1, Price));
        (await GiveBack()).Error.Code.ShouldBe("billing.nothing-to-refund");
    }

    // Its news may be there before the payment's own.
    [Fact]
    public async Task A_refund_heard_of_before_its_payment_is_applied_after_it()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        var intent = Stripe.Pay(session);
        await Hear("refund.created", MadeInDashboard(intent, Price));
        await Hear("checkout.session.completed", session.Id);

        (await State(), await Payments(), await Whole(), await Balance("stripe")).ShouldBe(("paid", 1, 1, 0));
    }

    [Fact]
    public async Task A_part_that_was_quicker_than_ours_leaves_ours_too_large_and_it_can_be_asked_anew()
    {
        var intent = await Paid();
        MadeInDashboard(intent, 1000);

        (await GiveBack("goodwill", cents: 3000)).Error.Code.ShouldBe("billing.refund-too-large");
        (await Credited(), BackAtStripe(intent)).ShouldBe((1000, 1000));

        (await GivenBack("goodwill")).Whole.ShouldBeTrue();
        (await Credited(), BackAtStripe(intent), await Balance("stripe")).ShouldBe((Price, Price, 0));
    }

    [Fact]
    public async Task What_Stripe_gives_back_beyond_the_invoice_is_nobody_s_sale_and_alarms()
    {
        var intent = await Paid();
        await GivenBack("return", RefundWay.Credit, cents: 3000);
        var id = MadeInDashboard(intent, Price);
        await Hear("refund.created", id);

        (await Credited(), await Balance("unclassified"), await Balance("stripe")).ShouldBe((Price, 3000, 0));
        (await Alarms("unclassified-movement", (await IdOf($"stripe:{id}")).ToString())).ShouldBe(1);
    }

    // The account at Stripe may serve more than this product, and one customer both.
    [Fact]
    public async Task A_refund_of_what_our_customer_paid_for_something_else_alarms_once_and_is_done_with()
    {
        await Paid();
        var intent = $"pi_else_{Guid.NewGuid():N}";
        Stripe.Payments[intent] = new(intent, Succeeded: true, Purchase: null, new(100, "CAD"), Stripe.SessionOf(Purchase).Customer);
        var id = MadeInDashboard(intent, 100);

        await Hear("refund.created", id, times: 2, deliveries: 2);
        await Hear("refund.updated", id);

        (await Alarms("unclassified-movement", intent)).ShouldBe(1);
        (await Billing.Truth<long>("select count(*) from billing.refunds where stripe_id = @id", new { id })).ShouldBe(0);
        (await Billing.Truth<long>("select count(*) from billing.stripe_events where object_id = @id and processed_at is null", new { id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_refund_of_a_bill_waits_for_the_bill()
    {
        await Paid();
        var intent = $"pi_bill_{Guid.NewGuid():N}";
        Stripe.Payments[intent] = new(intent, Succeeded: true, Purchase: null, new(100, "CAD"), Stripe.SessionOf(Purchase).Customer);
        Stripe.Billed[intent] = true;

        var answer = await Billing.Send(Actor.System, new FollowRefund(MadeInDashboard(intent, 100), EventId: null));

        (answer.Error.Code, await Alarms("unclassified-movement", intent)).ShouldBe(("billing.payment-not-booked", 0));
    }

    [Fact]
    public async Task A_refund_of_money_that_is_not_ours_is_done_with()
    {
        Stripe.Payments["pi_foreign"] = new("pi_foreign", Succeeded: true, Purchase: null, new(100, "CAD"), Customer: "cus_of_another_product");
        var id = MadeInDashboard("pi_foreign", 100);

        await Hear("refund.created", id);

        (await Billing.Truth<long>("select count(*) from billing.refunds where stripe_id = @id", new { id })).ShouldBe(0);
        (await Billing.Truth<long>("select count(*) from billing.stripe_events where object_id = @id and processed_at is null", new { id })).ShouldBe(0);
    }
}
