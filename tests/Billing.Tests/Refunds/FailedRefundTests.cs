using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Refunds;

public sealed class FailedRefundTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    [Fact]
    public async Task A_pending_refund_is_booked_when_it_succeeds_and_not_before()
    {
        var intent = await Paid();
        Stripe.RefundsAre = RefundState.Pending;

        var answer = await GivenBack();
        (answer.Progress, answer.Whole).ShouldBe((RefundProgress.Pending, true));
        (await Credited(), await Told("billing.purchase-refunded.v1"), await Balance("stripe")).ShouldBe((0, 0, Price));

        await Becomes(RefundOf(intent).Id, RefundState.Succeeded, "refund.updated");
        (await Credited(), await Told("billing.purchase-refunded.v1"), await Balance("stripe")).ShouldBe((Price, 1, 0));
        (await GivenBack()).Progress.ShouldBe(RefundProgress.Done);
    }

    [Fact]
    public async Task A_refund_that_fails_before_it_was_back_leaves_the_sale_and_alarms()
    {
        var intent = await Paid();
        Stripe.RefundsAre = RefundState.Pending;
        await GivenBack();

        await Becomes(RefundOf(intent).Id, RefundState.Failed, "refund.failed");

        var id = await IdOf("goodwill");
        (await Alarms("refund-failed", id.ToString()), await Told("billing.refund-failed.v1")).ShouldBe((1, 1));
        (await Credited(), await Balance("stripe"), await Balance("lead-sales")).ShouldBe((0, Price, -2900));
        (await GivenBack()).Progress.ShouldBe(RefundProgress.Failed);

        // Credits instead are the refund, and reverse the sale.
        (await Billing.Send(Actor.Staff, new CreditFailedRefund(id))).IsFailure.ShouldBeFalse();
        (await Alarms("refund-failed", id.ToString()), await Whole(), await Credited()).ShouldBe((0, 1, Price));
        ((await Credits()).Balance.Cents, await Balance("refunds-owed")).ShouldBe((Price, 0));
        (await GivenBack()).ShouldBe(new RefundView(RefundProgress.Done, new Money(Price, "CAD"), Whole: true));
        (await Billing.Send(Actor.Staff, new CreditFailedRefund(id))).Error.Code.ShouldBe("billing.nothing-owed");
    }

    [Fact]
    public async Task A_refund_that_fails_after_it_was_back_is_owed_and_credits_pay_it_once()
    {
        var intent = await Paid();
        await GivenBack();

        await Becomes(RefundOf(intent).Id, RefundState.Failed, "refund.failed");

        var id = await IdOf("goodwill");
        (await Entry($"refund-failed:{id}")).ShouldBe("stripe 3334, refunds-owed -3334");
        (await Alarms("refund-failed", id.ToString()), await Told("billing.refund-failed.v1")).ShouldBe((1, 1));
        (await Money()).Refunds.ShouldHaveSingleItem().Owed.ShouldBeTrue();
        (await GiveBack("again")).Error.Code.ShouldBe("billing.nothing-to-refund");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Billing.Send(Actor.Staff, new CreditFailedRefund(id)))));
        answers.Count(answer => !answer.IsFailure).ShouldBe(1);
        (await Entry($"refund-recredited:{id}")).ShouldBe("refunds-owed 3334, credits -3334");
        ((await Credits()).Balance.Cents, await Credited(), await Told("billing.purchase-refunded.v1")).ShouldBe((Price, Price, 1));
        (await Money()).Refunds.ShouldHaveSingleItem().Owed.ShouldBeFalse();
    }

    [Fact]
    public async Task Another_cause_gives_back_what_a_failed_refund_did_not_and_takes_its_alarm_down()
    {
        var intent = await Paid();
        Stripe.RefundsAre = RefundState.Pending;
        await GivenBack();
        await Becomes(RefundOf(intent).Id, RefundState.Failed, "refund.failed");

        (await GivenBack("return", RefundWay.Credit)).Whole.ShouldBeTrue();

        var id = await IdOf("goodwill");
        (await Alarms("refund-failed", id.ToString())).ShouldBe(0);
        (await Billing.Send(Actor.Staff, new CreditFailedRefund(id))).Error.Code.ShouldBe("billing.nothing-owed");
        (await Credits()).Balance.Cents.ShouldBe(Price);
    }

    [Fact]
    public async Task A_refund_cancelled_on_its_way_gave_nothing_back()
    {
        var intent = await Paid();
        Stripe.RefundsAre = RefundState.Pending;
        await GivenBack();

        await Becomes(RefundOf(intent).Id, RefundState.Canceled, "refund.updated");

        (await GivenBack()).Progress.ShouldBe(RefundProgress.Failed);
        (await Told("billing.refund-failed.v1"), await Credited()).ShouldBe((1, 0));
        Stripe.RefundsAre = RefundState.Succeeded;
        (await GivenBack("second")).Whole.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Pending")]
    [InlineData("Succeeded")]
    public async Task A_cancelled_refund_is_owed_and_credits_give_it_back(string before)
    {
        var intent = await Paid();
        Stripe.RefundsAre = Enum.Parse<RefundState>(before);
        await GivenBack();
        await Becomes(RefundOf(intent).Id, RefundState.Canceled, "refund.updated");

        (await Billing.Send(Actor.Staff, new CreditFailedRefund(await IdOf("goodwill")))).IsFailure.ShouldBeFalse();

        ((await Credits()).Balance.Cents, await Credited(), await Balance("stripe"), await Balance("refunds-owed")).ShouldBe((Price, Price, Price, 0));
        (await GivenBack()).Progress.ShouldBe(RefundProgress.Done);
    }

    // It never paid for the sale: that stays as it is.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Credits_in_place_of_a_second_payment_s_refund_leave_the_sale_alone(bool inDashboard)
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        await Pay();
        var second = Stripe.Pay(session);
        Stripe.RefundsAre = RefundState.Pending;
        await Hear("payment_intent.succeeded", second);
        var id = inDashboard ? MadeInDashboard(second, 1000, RefundState.Pending) : RefundOf(second).Id;
        if (inDashboard) await Hear("refund.created", id);
        await Becomes(id, RefundState.Failed, "refund.failed");

        (await Billing.Send(Actor.Staff, new CreditFailedRefund(await IdOf(inDashboard ? $"stripe:{id}" : $"second:{second}")))).IsFailure.ShouldBeFalse();

        var back = inDashboard ? 1000 : Price;
        ((await Credits()).Balance.Cents, await Balance("suspense")).ShouldBe((back, back - Price));
        (await Credited(), await Whole(), await Balance("lead-sales")).ShouldBe((0, 0, -2900));
        var money = await Money();
        (money.Summary.Refunded.Cents, money.Refundable.Cents).ShouldBe((0, Price));
        (await Position()).RefundedCents.ShouldBe(0);
        Stripe.RefundsAre = RefundState.Succeeded;
        (await GivenBack()).ShouldBe(new RefundView(RefundProgress.Done, new Money(Price, "CAD"), Whole: true));
    }

    [Fact]
    public async Task Credits_take_the_place_of_the_refund_of_money_paid_for_what_cost_nothing()
    {
        await Open(Charge(2900));
        await Billing.Deliver();
        var intent = $"pi_for_nothing_{Guid.NewGuid():N}";
        Stripe.Payments[intent] = new(intent, Succeeded: true, Purchase, new Money(1000, "CAD"), Customer: null);
        Stripe.RefundsAre = RefundState.Pending;
        await Hear("payment_intent.succeeded", intent);
        await Becomes(RefundOf(intent).Id, RefundState.Failed, "refund.failed");

        (await Billing.Send(Actor.Staff, new CreditFailedRefund(await IdOf($"second:{intent}")))).IsFailure.ShouldBeFalse();

        ((await Credits()).Balance.Cents, await Balance("suspense"), await Credited()).ShouldBe((1000, 0, 0));
    }

    [Fact]
    public async Task Credits_of_a_mixed_refund_go_back_also_when_the_card_does_not_take_its_part()
    {
        var intent = await PaidWithCredits(1334);
        Stripe.RefundsAre = RefundState.Pending;
        var answer = await GivenBack();
        (answer.Progress, answer.Amount.Cents).ShouldBe((RefundProgress.Pending, Price));
        (await Credits()).Balance.Cents.ShouldBe(1334);

        await Becomes(RefundOf(intent).Id, RefundState.Failed, "refund.failed");
        (await Billing.Send(Actor.Staff, new CreditFailedRefund(await IdOf("goodwill")))).IsFailure.ShouldBeFalse();

        ((await Credits()).Balance.Cents, await Credited(), await Whole()).ShouldBe((Price, Price, 1));
    }

    [Fact]
    public async Task A_refund_that_does_not_exist_owes_nothing() =>
        (await Billing.Send(Actor.Staff, new CreditFailedRefund(Guid.CreateVersion7()))).Error.Code.ShouldBe("billing.refund-not-found");

    private async Task<PurchasePosition> Position() =>
        (await Billing.Send(Actor.System, new ListPurchasePositions(After: null, Limit: 1000))).Value.Single(position => position.Purchase == Purchase);

    private async Task<PurchaseMoney> Money() => (await Billing.Send(Actor.Staff, new GetPurchaseMoney(Purchase))).Value;
}
