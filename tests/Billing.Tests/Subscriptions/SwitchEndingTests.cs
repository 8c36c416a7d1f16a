using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;

namespace LeadMarket.Billing.Tests.Subscriptions;

public sealed class SwitchEndingTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public async Task A_subscription_that_was_ended_by_a_date_on_Stripe_s_page_goes_on_too()
    {
        var subscription = await Subscribe();
        subscription.EndsOnDate = true;
        await Tell("customer.subscription.updated", subscription.Id);
        (await Shown()).EndsAtPeriodEnd.ShouldBeTrue();

        (await Billing.Send(Buyer, new ResumeSubscription(Contractor))).Value.EndsAtPeriodEnd.ShouldBeFalse();

        subscription.EndsOnDate.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_Stripe_did_not_do_is_not_told_as_done(bool ends)
    {
        var subscription = await Subscribe();
        subscription.EndsAtPeriodEnd = !ends;
        // Each try is undone before we look again.
        Little.Before = call =>
        {
            if (call == "get-subscription") subscription.EndsAtPeriodEnd = !ends;
        };

        var answer = ends
            ? await Billing.Send(Buyer, new CancelSubscription(Contractor))
            : await Billing.Send(Buyer, new ResumeSubscription(Contractor));

        answer.Error.Code.ShouldBe("billing.stripe-unavailable");
    }
}
