using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>The money of approved returns while Stripe does not answer.</summary>
public sealed class SilentStripeTests(PurchasingDatabase database) : ApprovedReturnTest(database)
{
    [Fact]
    public async Task While_Stripe_does_not_answer_the_sweep_has_the_money_sent_later()
    {
        var (me, unlock) = await BoughtOne();
        var approved = await Approve(me, unlock);
        Others.StripeAnswers = false;
        (await HearApproved(approved.Id)).Error.Code.ShouldBe("billing.stripe-unavailable");

        Others.StripeAnswers = true;
        Later(TimeSpan.FromMinutes(3));
        await SweepReturns();

        RefundOf(unlock).ShouldBe("return");
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_a_sweep_asks_once()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var (me, unlock) = await BoughtOne();
            await Approve(me, unlock);
        }

        Others.StripeAnswers = false;
        Later(TimeSpan.FromMinutes(2));
        await SweepReturns();

        (await Database.Truth<long>("select count(*) from purchasing.returns where settle_tries > 1")).ShouldBe(1);
        Others.StripeAnswers = true;
        Later(TimeSpan.FromMinutes(4));
        await SweepReturns();
        Others.Refunds.Count.ShouldBe(3);
    }
}
