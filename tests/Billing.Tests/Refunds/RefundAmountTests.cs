using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;

namespace LeadMarket.Billing.Tests.Refunds;

public sealed class RefundAmountTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    [Fact]
    public async Task A_whole_refund_reverses_each_line_of_the_sale()
    {
        var intent = await Paid();

        var answer = await GivenBack();

        (answer.Progress, answer.Amount.Cents, answer.Whole).ShouldBe((RefundProgress.Done, Price, true));
        BackAtStripe(intent).ShouldBe(Price);
        (await Entry($"refund:{await IdOf("goodwill")}")).ShouldBe("lead-sales 2900, tax.gst 145, tax.qst 289, stripe -3334");
        (await Credited()).ShouldBe(Price);
        (await Told("billing.purchase-refunded.v1"), await Whole()).ShouldBe((1, 1));
        foreach (var account in new[] { "stripe", "lead-sales", "tax.gst", "tax.qst" }) (await Balance(account)).ShouldBe(0, account);
    }

    [Fact]
    public async Task Parts_add_up_to_the_whole_and_only_the_last_one_ends_the_purchase()
    {
        var intent = await Paid();

        var parts = new[] { (await GivenBack("one", cents: 1000)), await GivenBack("two", cents: 1), await GivenBack("three", cents: 2000) };
        parts.ShouldAllBe(part => !part.Whole);
        var rest = await GivenBack("rest");

        (rest.Amount.Cents, rest.Whole).ShouldBe((333, true));
        (BackAtStripe(intent), await Credited()).ShouldBe((Price, Price));
        (await Told("billing.purchase-refunded.v1"), await Whole()).ShouldBe((4, 1));
        foreach (var account in new[] { "stripe", "lead-sales", "tax.gst", "tax.qst" }) (await Balance(account)).ShouldBe(0, account);
    }

    [Fact]
    public async Task More_than_is_left_is_refused_and_nothing_is_kept()
    {
        await Paid();
        await GivenBack("one", cents: 3000);

        (await GiveBack("two", cents: 335)).Error.Code.ShouldBe("billing.refund-too-large");
        (await GivenBack("two", cents: 334)).Whole.ShouldBeTrue();
        (await GiveBack("three", cents: 1)).Error.Code.ShouldBe("billing.nothing-to-refund");
    }

    [Fact]
    public async Task The_same_cause_again_answers_how_the_first_one_stands_whatever_it_asks()
    {
        await Paid();
        var first = await GivenBack("one", cents: 1000);

        (await GivenBack("one", cents: 1000)).ShouldBe(first);
        (await GivenBack("one", RefundWay.Credit, cents: 5)).ShouldBe(first);
        (await Told("billing.purchase-refunded.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_paid_with_credits_goes_back_to_credits_after_the_card()
    {
        var intent = await PaidWithCredits(1334);
        Stripe.Payments[intent].Captured.Cents.ShouldBe(2000);

        // The card first: all of this part fits on it.
        (await GivenBack("part", cents: 500)).Amount.Cents.ShouldBe(500);
        (BackAtStripe(intent), (await Credits()).Balance.Cents).ShouldBe((500, 0));

        var rest = await GivenBack("rest");

        (rest.Progress, rest.Amount.Cents, rest.Whole).ShouldBe((RefundProgress.Done, 2834, true));
        (BackAtStripe(intent), (await Credits()).Balance.Cents).ShouldBe((2000, 1334));
        (await StateOf("rest:credit")).ShouldBe("succeeded");
        (await Entry($"refund:{await IdOf("rest:credit")}")).ShouldEndWith("credits -1334");
        (await Credited()).ShouldBe(Price);
    }

    [Fact]
    public async Task A_purchase_paid_with_credits_alone_goes_back_to_them_without_Stripe()
    {
        await Grant(5000);
        await Open(useCredits: true);
        await Billing.Deliver();
        Stripe.Line = Line.Down;

        var answer = await GivenBack();

        (answer.Progress, answer.Amount.Cents, answer.Whole).ShouldBe((RefundProgress.Done, Price, true));
        (await Credits()).Balance.Cents.ShouldBe(5000);
        (await Entry($"refund:{await IdOf("goodwill")}")).ShouldBe("lead-sales 2900, tax.gst 145, tax.qst 289, credits -3334");
    }

    [Fact]
    public async Task A_refund_to_credit_is_there_at_once_and_leaves_the_card_alone()
    {
        var intent = await Paid();

        var answer = await GivenBack("return", RefundWay.Credit);

        (answer.Progress, answer.Whole, BackAtStripe(intent)).ShouldBe((RefundProgress.Done, true, 0));
        (await Credits()).Balance.Cents.ShouldBe(Price);
        Stripe.RefundOrders.ShouldNotContain(order => order.PaymentIntent == intent);
        (await Balance("stripe"), await Balance("credits")).ShouldBe((Price, -Price));
    }

    [Fact]
    public async Task Money_of_another_amount_than_asked_goes_back_without_a_document()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        var intent = Stripe.Pay(session with { Total = session.Total with { Cents = 100 } });
        await Hear("checkout.session.completed", session.Id);

        (await GivenBack("mismatch")).Amount.Cents.ShouldBe(100);

        (await Entry($"refund:{await IdOf("mismatch")}")).ShouldBe("suspense 100, stripe -100");
        (await Credited(), await Balance("suspense"), BackAtStripe(intent)).ShouldBe((0, 0, 100));
    }

    [Fact]
    public async Task A_second_payment_that_went_back_says_nothing_of_the_first()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        var first = await Pay();
        var second = Stripe.Pay(session);
        await Hear("payment_intent.succeeded", second, deliveries: 2);

        (BackAtStripe(first), BackAtStripe(second), await Whole()).ShouldBe((0, Price, 0));
        (await Entry($"refund:{await IdOf($"second:{second}")}")).ShouldBe("suspense 3334, stripe -3334");
        (await GivenBack()).Amount.Cents.ShouldBe(Price);
        (BackAtStripe(first), await Whole()).ShouldBe((Price, 1));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("with space", null)]
    [InlineData("goodwill:credit", null)]
    [InlineData("goodwill", 0L)]
    [InlineData("goodwill", -1L)]
    public async Task Words_and_amounts_are_checked(string cause, long? cents) =>
        (await GiveBack(cause, cents: cents)).Error.Code.ShouldBe("validation.failed");
}
