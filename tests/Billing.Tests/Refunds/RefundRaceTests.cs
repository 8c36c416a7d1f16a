using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;

namespace LeadMarket.Billing.Tests.Refunds;

/// <summary>Operators, webhooks and Stripe's dashboard at the same instant.</summary>
public sealed class RefundRaceTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    private const int Twenty = 20;

    [Fact]
    public async Task Twenty_refunds_at_once_for_different_causes_never_give_back_more_than_was_paid()
    {
        var intent = await PaidWithCredits(1000);

        var answers = await Task.WhenAll(Enumerable.Range(0, Twenty).Select(number => Task.Run(() =>
            GiveBack($"cause-{number}", number % 3 == 0 ? RefundWay.Credit : RefundWay.Card, number % 4 == 0 ? null : 450))));

        answers.Where(answer => answer.IsFailure).ShouldAllBe(answer => answer.Error.Code == "billing.nothing-to-refund" || answer.Error.Code == "billing.refund-too-large");
        var back = answers.Where(answer => !answer.IsFailure).Sum(answer => answer.Value.Amount.Cents);
        if (back < Price) back += (await GivenBack("rest")).Amount.Cents;
        back.ShouldBe(Price);
        (BackAtStripe(intent) + (await Credits()).Balance.Cents, await Credited()).ShouldBe((Price, Price));
        (await Whole()).ShouldBeGreaterThanOrEqualTo(1);
        BackAtStripe(intent).ShouldBeLessThanOrEqualTo(2334);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refund_and_its_own_webhook_in_both_orders_are_one(bool webhookFirst)
    {
        var intent = await Paid();
        if (webhookFirst) Stripe.WhileRefunding = async made =>
        {
            Stripe.WhileRefunding = null;
            await Hear("refund.created", made.Id, times: 2, deliveries: 2);
        };

        var answer = await GivenBack();
        await Hear("charge.refunded", intent.Replace("pi", "ch", StringComparison.Ordinal), deliveries: 2);
        if (!webhookFirst) await Hear("refund.created", RefundOf(intent).Id, times: 2, deliveries: 2);

        answer.Progress.ShouldBe(RefundProgress.Done);
        (await Billing.Truth<long>("select count(*) from billing.refunds where purchase_id = @id", new { id = Purchase.Value })).ShouldBe(1);
        (await Told("billing.purchase-refunded.v1"), await Credited(), await Balance("stripe")).ShouldBe((1, Price, 0));
    }

    public static TheoryData<string> Orders => new("pps", "psp", "sp", "spf", "sfp", "fps", "fsp", "pfs");

    // Fetched states may be applied in another order than they were true.
    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Answers_applied_in_any_order_end_in_the_latest_state(string order)
    {
        var intent = await Paid();
        var id = MadeInDashboard(intent, 1000, RefundState.Pending);
        var number = 0;
        foreach (var which in order)
        {
            var state = which switch { 'p' => RefundState.Pending, 's' => RefundState.Succeeded, _ => RefundState.Failed };
            Stripe.Refunds[id] = Stripe.Refunds[id] with { State = state };
            await Hear($"refund.updated{number++}", id);
            await Billing.Send(LeadMarket.Infrastructure.Actors.Actor.System, new LeadMarket.Billing.Application.Refunds.FollowRefund(id, EventId: null));
        }

        (await StateOf($"stripe:{id}")).ShouldBe(order.Contains('f', StringComparison.Ordinal) ? "failed" : "succeeded");

        // Whatever order: what was booked as given back and came back is owed, and Stripe's balance is what it is.
        var wasBack = await Told("billing.purchase-refunded.v1") == 1;
        (await Balance("stripe")).ShouldBe(order.Contains('f', StringComparison.Ordinal) ? Price : Price - 1000);
        (await Balance("refunds-owed")).ShouldBe(wasBack && order.Contains('f', StringComparison.Ordinal) ? -1000 : 0);
        (await Told("billing.refund-failed.v1")).ShouldBe(order.Contains('f', StringComparison.Ordinal) ? 1 : 0);
    }
}
