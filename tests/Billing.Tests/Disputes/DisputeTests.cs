using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Billing.Tests.Refunds;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Disputes;

public sealed class DisputeTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    private readonly string _id = $"dp_{Guid.NewGuid():N}";

    private FakeBanks Banks => Billing.Services.GetRequiredService<FakeBanks>();

    [Theory]
    [InlineData("won", true)]
    [InlineData("lost", false)]
    public async Task A_dispute_and_its_end_are_told_once_each_and_booked(string end, bool won)
    {
        var intent = await Paid();
        await Says(intent, "needs_response");
        (await Told("billing.purchase-disputed.v1"), await Told("billing.dispute-closed.v1"), await Alarms("dispute", _id)).ShouldBe((1, 0, 1));
        (await Entry($"txn:txn_{_id}_out")).ShouldBe("disputes 3334, stripe-fees 1500, stripe -4834");

        await Says(intent, "under_review");
        await Says(intent, end);

        (await Told("billing.purchase-disputed.v1"), await Told("billing.dispute-closed.v1")).ShouldBe((1, 1));
        (await Decided()).ShouldBe(won);
        (await Alarms("dispute", _id)).ShouldBe(won ? 0 : 1);
        (await Entry($"txn:txn_{_id}_back")).ShouldBe(won ? "disputes -3334, stripe 3334" : "");
        (await Credited()).ShouldBe(0);
    }

    [Theory]
    [InlineData("won")]
    [InlineData("lost")]
    public async Task An_end_that_is_heard_before_the_beginning_tells_both(string end)
    {
        var intent = await Paid();

        await Says(intent, end, "charge.dispute.closed");
        await Says(intent, end, "charge.dispute.created");
        // A stale answer that was fetched while it was open.
        Banks.Disputes[_id] = Banks.Disputes[_id] with { Status = "needs_response" };
        await Hear("charge.dispute.updated", _id);

        (await Told("billing.purchase-disputed.v1"), await Told("billing.dispute-closed.v1")).ShouldBe((1, 1));
        (await Billing.Truth<string>("select status from billing.disputes where id = @id", new { id = _id })).ShouldBe(end);
    }

    [Theory]
    [InlineData("needs_response", "billing.disputed")]
    [InlineData("lost", "billing.disputed")]
    [InlineData("won", null)]
    [InlineData("warning_needs_response", null)]
    public async Task While_a_bank_has_the_money_it_cannot_be_given_back(string status, string? refusal)
    {
        var intent = await Paid();
        await Says(intent, status);

        var answer = await GiveBack();

        (answer.IsFailure ? answer.Error.Code : null).ShouldBe(refusal);
        (await Billing.Send(Actor.Staff, new GetPurchaseMoney(Purchase))).Value.Refundable.Cents.ShouldBe(0);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_prevented_dispute_takes_nothing(bool frozen, long told)
    {
        var intent = await Paid();
        if (frozen) await Says(intent, "needs_response");

        await Says(intent, "prevented");

        (await Told("billing.purchase-disputed.v1"), await Told("billing.dispute-closed.v1"), await Alarms("dispute", _id)).ShouldBe((told, told, 0));
        if (frozen) (await Decided()).ShouldBeTrue();
        (await Billing.Send(Actor.System, new ListPurchasePositions(After: null, Limit: 1000))).Value.Single(position => position.Purchase == Purchase).Disputed.ShouldBeFalse();
    }

    // Stripe may know of a dispute before its webhook is here.
    [Fact]
    public async Task A_refund_that_Stripe_refuses_for_a_dispute_can_be_asked_for_again_with_the_same_word()
    {
        var intent = await PaidWithCredits(1334);
        Stripe.Disputed[intent] = true;
        (await GiveBack()).Error.Code.ShouldBe("billing.disputed");
        (await StateOf("goodwill"), await StateOf("goodwill:credit"), (await Credits()).Balance.Cents).ShouldBe(("canceled", "canceled", 0));

        Stripe.Disputed.TryRemove(intent, out _);
        (await GivenBack()).ShouldBe(new RefundView(RefundProgress.Done, new Money(Price, "CAD"), Whole: true));

        (BackAtStripe(intent), (await Credits()).Balance.Cents, await Credited()).ShouldBe((2000, 1334, Price));
        Stripe.RefundOrders.Where(order => order.PaymentIntent == intent).Select(order => order.Key).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_inquiry_takes_no_money_and_freezes_nothing_until_it_becomes_a_dispute()
    {
        var intent = await Paid();

        await Says(intent, "warning_needs_response");
        (await Told("billing.purchase-disputed.v1"), await Alarms("dispute", _id)).ShouldBe((0, 1));
        await Says(intent, "needs_response", "charge.dispute.funds_withdrawn");

        (await Told("billing.purchase-disputed.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task An_inquiry_that_ends_takes_its_alarm_down()
    {
        var intent = await Paid();
        await Says(intent, "warning_needs_response");

        await Says(intent, "warning_closed");

        (await Told("billing.purchase-disputed.v1"), await Told("billing.dispute-closed.v1"), await Alarms("dispute", _id)).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task A_dispute_of_a_second_payment_freezes_nothing()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        await Pay();
        var second = Stripe.Pay(session);
        await Hear("payment_intent.succeeded", second);

        await Says(second, "needs_response");

        (await Told("billing.purchase-disputed.v1"), await Alarms("dispute", _id)).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_dispute_heard_of_before_its_payment_is_applied_after_it()
    {
        await Open();
        var intent = Stripe.Pay(Stripe.SessionOf(Purchase));

        await Says(intent, "needs_response");

        (await State(), await Told("billing.checkout-paid.v1"), await Told("billing.purchase-disputed.v1")).ShouldBe(("paid", 1, 1));
    }

    [Fact]
    public async Task A_fraud_warning_alarms_once_and_one_of_another_product_does_not()
    {
        var intent = await Paid();
        Banks.Warnings[$"issfr_{_id}"] = new HostedFraudWarning($"issfr_{_id}", intent, "made_with_stolen_card");
        await Hear("radar.early_fraud_warning.created", $"issfr_{_id}", times: 2, deliveries: 2);
        await Hear("radar.early_fraud_warning.updated", $"issfr_{_id}");
        await Hear("radar.early_fraud_warning.created", "issfr_unknown");

        (await Billing.Truth<long>("select count(*) from billing.alarms where kind = 'fraud-warning' and purchase_id = @id", new { id = Purchase.Value })).ShouldBe(1);
        (await Billing.Truth<long>("select count(*) from billing.stripe_events where type like 'radar.%' and processed_at is null")).ShouldBe(0);
    }

    private async Task Says(string intent, string status, string? type = null)
    {
        var movements = new List<BalanceTransaction>();
        if (!status.StartsWith("warning_", StringComparison.Ordinal)) movements.Add(Movement("out", -Price, 1500));
        if (status is "won") movements.Add(Movement("back", Price, 0));
        Banks.Disputes[_id] = new HostedDispute(
            _id, intent, new Money(Price, "CAD"), "fraudulent", status, Billing.Clock.Now, Billing.Clock.Now.AddDays(7), movements);
        type ??= "charge.dispute." + status switch
        {
            "needs_response" or "warning_needs_response" => "created",
            "won" or "lost" or "warning_closed" => "closed",
            _ => "updated",
        };
        await Hear(type, _id, times: 2, deliveries: 2);
    }

    private BalanceTransaction Movement(string which, long cents, long fee) => new(
        $"txn_{_id}_{which}", "adjustment", cents < 0 ? "dispute" : "dispute_reversal", _id, cents, fee, cents - fee, "CAD", Billing.Clock.Now, Billing.Clock.Now);

    private Task<bool> Decided() => Billing.Truth<bool>(
        "select (payload ->> 'won')::boolean from billing.outbox_messages where name = 'billing.dispute-closed.v1' and payload ->> 'purchase' = @id", new { id = Purchase.ToString() });
}
