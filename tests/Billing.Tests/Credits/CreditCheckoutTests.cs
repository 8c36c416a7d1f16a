using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Credits;

public sealed class CreditCheckoutTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task Credits_are_set_aside_at_once_and_spent_with_the_payment_of_the_rest()
    {
        await Grant(1000);

        (await Open(useCredits: true)).Value.State.ShouldBe(CheckoutState.Open);
        var waiting = await Credits();
        var intent = await Pay();

        (waiting.Balance.Cents, waiting.Available.Cents).ShouldBe((1000, 0));
        var after = await Credits();
        (after.Balance.Cents, after.Available.Cents).ShouldBe((0, 0));
        (await Entry($"payment:{intent}")).ShouldBe("stripe 2334, credits 1000, lead-sales -2900, tax.gst -145, tax.qst -289");
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        (await PaidAmount()).ShouldBe(3334);
        (await Settled()).ShouldBe("card 2334, credit 1000");
    }

    [Fact]
    public async Task Stripe_is_asked_for_one_line_that_says_so_in_the_buyer_s_language()
    {
        await Grant(1000);
        await Open(useCredits: true);

        Stripe.Orders.Single(order => order.Purchase == Purchase).Terms.Lines.Select(line => (line.Label, line.Cents))
            .ShouldBe([("Contact : borne de recharge – crédits déduits, taxes comprises", 2334L)]);
    }

    [Fact]
    public async Task Credits_that_would_leave_the_card_49_cents_leave_it_50()
    {
        await Grant(3285);
        await Open(useCredits: true);

        Stripe.SessionOf(Purchase).Total.Cents.ShouldBe(50);
        (await Credits()).Available.Cents.ShouldBe(1);
    }

    [Fact]
    public async Task Credits_nobody_asked_to_spend_stay()
    {
        await Grant(5000);
        await Open();
        await Pay();

        (await Credits()).Balance.Cents.ShouldBe(5000);
    }

    [Fact]
    public async Task A_purchase_that_credits_pay_is_booked_once_however_often_it_is_asked_for_and_delivered_at_once()
    {
        await Grant(5000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Open(useCredits: true)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Billing.Send(
            Actor.System, new SettleWithoutCard(Purchase))));
        await Billing.Deliver(times: 4);

        answers.ShouldAllBe(answer => answer.Value.State == CheckoutState.Opening);
        (await Open(useCredits: true)).Value.State.ShouldBe(CheckoutState.Paid);
        (await Entry($"spent:{Purchase}")).ShouldBe("credits 3334, lead-sales -2900, tax.gst -145, tax.qst -289");
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        (await PaidAmount()).ShouldBe(3334);
        (await Told("billing.document-issued.v1")).ShouldBe(1);
        (await Credits()).Balance.Cents.ShouldBe(1666);
        Stripe.Orders.ShouldNotContain(order => order.Purchase == Purchase);
    }

    [Fact]
    public async Task A_purchase_that_credits_pay_cannot_be_closed_any_more()
    {
        await Grant(3334);
        await Open(useCredits: true);

        (await Close()).Value.ShouldBe(CheckoutState.Paid);
        Billing.Clock.Now += TimeSpan.FromHours(2);
        (await Billing.Send(Actor.System, new ResumeOpenings())).IsFailure.ShouldBeFalse();
        (await Close(Actor.System)).Value.ShouldBe(CheckoutState.Paid);
        await Billing.Deliver();

        (await State()).ShouldBe("paid");
        (await Told("billing.checkout-closed.v1")).ShouldBe(0);
    }

    [Fact]
    public async Task A_close_gives_free_what_was_set_aside()
    {
        await Grant(1000);
        await Open(useCredits: true);

        (await Close()).Value.ShouldBe(CheckoutState.Closed);

        (await Credits()).Available.Cents.ShouldBe(1000);
    }

    [Fact]
    public async Task Money_after_a_close_takes_its_credits_again_while_they_are_free()
    {
        await Grant(1000);
        await Open(useCredits: true);
        var session = Stripe.SessionOf(Purchase);
        await Close();
        var intent = Stripe.Pay(session);
        await Hear("checkout.session.completed", session.Id, times: 2, deliveries: 2);

        (await PaidAmount()).ShouldBe(3334);
        (await Credits()).Balance.Cents.ShouldBe(0);
        (await Entry($"payment:{intent}")).ShouldStartWith("stripe 2334, credits 1000, lead-sales -2900");
    }

    [Fact]
    public async Task Money_after_a_close_whose_credits_are_spent_bought_nothing_and_is_told_as_that()
    {
        await Grant(1000);
        await Open(useCredits: true);
        var session = Stripe.SessionOf(Purchase);
        await Close();
        await Open(Charge(discount: 2100), useCredits: true, purchase: new PurchaseId(Guid.CreateVersion7()));
        await Billing.Deliver();
        var intent = Stripe.Pay(session);
        await Hear("checkout.session.completed", session.Id);

        (await Entry($"payment:{intent}")).ShouldBe("stripe 2334, suspense -2334");
        (await PaidAmount()).ShouldBe(2334);
        (await Matches()).ShouldBeFalse();
        (await Alarms("payment-mismatch", intent)).ShouldBe(1);
        (await Told("billing.document-issued.v1")).ShouldBe(0);
        (await Credits()).Balance.Cents.ShouldBe(80);
    }

    [Fact]
    public async Task Thirty_two_checkouts_at_once_never_set_aside_more_than_there_is()
    {
        await Grant(10_000);
        var purchases = Enumerable.Range(0, 32).Select(_ => new PurchaseId(Guid.CreateVersion7())).ToList();

        await Task.WhenAll(purchases.Select(purchase => Open(useCredits: true, purchase: purchase)));

        var held = await Billing.Truth<long>(
            "select sum(cents)::bigint from billing.credit_holds where contractor_id = @id and state = 'held'", new { id = Contractor.Value });
        held.ShouldBe(10_000);
        (await Credits()).Available.Cents.ShouldBe(0);

        await Billing.Deliver();
        (await Credits()).Balance.Cents.ShouldBe(Stripe.Orders.Where(order => order.Contractor == Contractor && purchases.Contains(order.Purchase))
            .Sum(order => 3334 - order.Terms.Lines.Sum(line => line.Cents)));
    }

    private Task<long> PaidAmount() => Billing.Truth<long>(
        "select (payload -> 'amount' ->> 'cents')::bigint from billing.outbox_messages where name = 'billing.checkout-paid.v1' and payload ->> 'purchase' = @id",
        new { id = Purchase.ToString() });

    private Task<bool> Matches() => Billing.Truth<bool>(
        "select (payload ->> 'matches')::boolean from billing.outbox_messages where name = 'billing.checkout-paid.v1' and payload ->> 'purchase' = @id",
        new { id = Purchase.ToString() });

    private Task<string> Settled() => Billing.Truth<string>(
        "select 'card ' || card_cents || ', credit ' || credit_cents from billing.documents where kind = 'invoice' and purchase_id = @id", new { id = Purchase.Value });
}
