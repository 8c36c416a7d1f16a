using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Refunds;

/// <summary>Stripe did not answer, or the host died on the way.</summary>
public sealed class StuckRefundTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    [Theory]
    [InlineData("Down")]
    [InlineData("Deaf")]
    public async Task A_refund_without_an_answer_is_sent_again_by_itself_with_the_same_key(string line)
    {
        var intent = await Paid();
        Stripe.Line = Enum.Parse<Line>(line);
        (await GiveBack(cents: 1000)).Error.Code.ShouldBe("billing.stripe-unavailable");
        Stripe.Line = Line.Up;

        await Resume();
        (await StateOf("goodwill")).ShouldBe("requested");
        Billing.Clock.Now += TimeSpan.FromMinutes(2);
        await Resume();

        (await StateOf("goodwill"), BackAtStripe(intent), await Told("billing.purchase-refunded.v1")).ShouldBe(("succeeded", 1000, 1));
        Stripe.RefundOrders.Where(order => order.PaymentIntent == intent).Select(order => order.Key).Distinct().ShouldHaveSingleItem()
            .ShouldBe($"refund:{await IdOf("goodwill")}");
    }

    // To Stripe a forgotten key is a new one: without looking first, the money would go back twice.
    [Fact]
    public async Task After_a_day_what_was_made_is_looked_for_before_it_is_made_again()
    {
        var intent = await Paid();
        Stripe.Line = Line.Deaf;
        await GiveBack(cents: 1000);
        Stripe.Line = Line.Up;
        Stripe.ForgetKeys();
        Billing.Clock.Now += TimeSpan.FromHours(25);

        (await GivenBack(cents: 1000)).Amount.Cents.ShouldBe(1000);

        (BackAtStripe(intent), await StateOf("goodwill")).ShouldBe((1000, "succeeded"));
    }

    [Fact]
    public async Task Tries_are_further_and_further_apart()
    {
        var intent = await Paid();
        Stripe.Line = Line.Down;
        await GiveBack();
        var first = Billing.Clock.Now;
        for (var minute = 0; minute < 60; minute++)
        {
            Billing.Clock.Now += TimeSpan.FromMinutes(1);
            await Resume();
        }

        Stripe.RefundOrders.Count(order => order.PaymentIntent == intent).ShouldBeInRange(5, 9);
        (await Billing.Truth<DateTime>("select next_try_at from billing.refunds where purchase_id = @id", new { id = Purchase.Value }))
            .ShouldBeGreaterThan(first.UtcDateTime.AddHours(1));
    }

    // Too little balance, say: it may pass, and until then once in a while is enough.
    [Fact]
    public async Task A_refund_that_Stripe_refuses_alarms_once_waits_and_takes_a_new_key_after_a_day()
    {
        var intent = await Paid();
        Stripe.RefusesRefunds = true;
        for (var asked = 0; asked < 5; asked++) (await GiveBack()).Error.Code.ShouldBe("billing.stripe-unavailable");

        var id = await IdOf("goodwill");
        Stripe.RefundOrders.Count(order => order.PaymentIntent == intent).ShouldBe(1);
        Billing.Clock.Now += TimeSpan.FromMinutes(2);
        await Resume();
        (Stripe.RefundOrders.Count(order => order.PaymentIntent == intent), await Alarms("refund-failed", id.ToString())).ShouldBe((2, 1));

        Stripe.RefusesRefunds = false;
        Billing.Clock.Now += TimeSpan.FromHours(25);
        await Resume();

        (await StateOf("goodwill"), BackAtStripe(intent), await Alarms("refund-failed", id.ToString())).ShouldBe(("succeeded", Price, 0));
        Stripe.RefundOrders.Where(order => order.PaymentIntent == intent).Select(order => order.Key).Distinct().Order()
            .ShouldBe([$"refund:{id}", $"refund:{id}:2"]);
        (await Billing.Truth<long>("select count(*) from billing.alarms where subject = @id", new { id = id.ToString() })).ShouldBe(1);
    }

    private async Task Resume() => (await Billing.Send(Actor.System, new ResumeRefunds())).IsFailure.ShouldBeFalse();
}
