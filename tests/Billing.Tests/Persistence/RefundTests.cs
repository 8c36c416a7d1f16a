using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Persistence;

public sealed class RefundTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task A_payment_goes_back_once_however_often_and_at_once_it_is_asked()
    {
        var intent = await Paid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GiveBack("late")));

        answers.ShouldAllBe(answer => !answer.IsFailure);
        Stripe.Refunds.Values.Count(refund => refund.PaymentIntent == intent).ShouldBe(1);
        (await StateOf("late")).ShouldBe("succeeded");
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_asked_again_with_the_same_key()
    {
        var intent = await Paid();
        Stripe.Line = Line.Deaf;
        (await GiveBack("late")).Error.Code.ShouldBe("billing.stripe-unavailable");
        Stripe.Line = Line.Up;
        (await GiveBack("late")).IsFailure.ShouldBeFalse();

        Stripe.Refunds.Values.Count(refund => refund.PaymentIntent == intent).ShouldBe(1);
        (await StateOf("late")).ShouldBe("succeeded");
    }

    [Fact]
    public async Task Money_that_is_back_already_leaves_a_second_cause_nothing()
    {
        await Paid();
        await GiveBack("late");

        (await GiveBack("mismatch")).Error.Code.ShouldBe("billing.nothing-to-refund");
        (await GiveBack("late")).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refund_that_somebody_in_the_dashboard_was_quicker_with_is_needless_and_theirs_is_copied()
    {
        var intent = await Paid();
        Stripe.Line = Line.Down;
        (await GiveBack("late")).Error.Code.ShouldBe("billing.stripe-unavailable");
        Stripe.Line = Line.Up;
        var id = $"re_quicker_{intent}";
        Stripe.Refunds[id] = new HostedRefund(id, intent, null, 3334, RefundState.Succeeded);

        var answer = (await GiveBack("late")).Value;

        (answer.Progress, answer.Amount.Cents, answer.Whole).ShouldBe((RefundProgress.Done, 0, true));
        (await StateOf("late"), await StateOf($"stripe:{id}")).ShouldBe(("needless", "succeeded"));
        (await Told("billing.purchase-refunded.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_purchase_without_a_payment_has_nothing_to_give_back() =>
        (await GiveBack("late")).Error.Code.ShouldBe("billing.nothing-to-refund");

    [Fact]
    public async Task A_refund_made_in_Stripe_s_dashboard_is_copied_once_and_then_followed()
    {
        var intent = await Paid();
        var id = $"re_dashboard_{intent}";
        Stripe.Refunds[id] = new HostedRefund(id, intent, null, 1000, RefundState.Pending);
        await Hear("refund.created", id, times: 2, deliveries: 2);
        Stripe.Refunds[id] = Stripe.Refunds[id] with { State = RefundState.Failed };
        await Hear("refund.failed", id);

        (await StateOf($"stripe:{id}")).ShouldBe("failed");
    }

    [Fact]
    public async Task The_webhook_of_our_own_refund_finds_our_row()
    {
        var intent = await Paid();
        Stripe.Line = Line.Deaf;
        await GiveBack("late");
        Stripe.Line = Line.Up;
        await Hear("charge.refunded", intent.Replace("pi", "ch", StringComparison.Ordinal), deliveries: 2);

        (await StateOf("late")).ShouldBe("succeeded");
        (await Billing.Truth<long>("select count(*) from billing.refunds where purchase_id = @id", new { id = Purchase.Value })).ShouldBe(1);
    }

    private async Task<string> Paid()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        var intent = Stripe.Pay(session);
        await Hear("checkout.session.completed", session.Id);
        return intent;
    }

    private Task<Result<RefundView>> GiveBack(string cause) => Billing.Send(Actor.System, new RefundPurchase(Purchase, cause));

    private Task<string> StateOf(string cause) => Billing.Truth<string>(
        "select state from billing.refunds where purchase_id = @id and cause = @cause", new { id = Purchase.Value, cause });
}
