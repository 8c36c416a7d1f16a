using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>Stripe down at each step of subscribing: what is begun is finished, once.</summary>
public sealed class ResumeTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public async Task A_page_whose_closing_got_no_answer_is_given_to_nobody_and_closed_by_the_job()
    {
        await Start("pro");
        Little.Line = Line.Down;
        (await Start("elite")).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await Shown()).Checkout.ShouldBeNull("it is being closed");

        Little.Line = Line.Up;
        await Resume(afterSeconds: 3);
        (await Plan()).Subscription.ShouldBeNull();
        (await Start("elite")).Value.Plan.ShouldBe("elite");
    }

    [Fact]
    public async Task An_opening_that_reached_Stripe_unheard_is_found_before_another_plan_is_opened()
    {
        Little.Line = Line.Deaf;
        await Start("pro");
        Little.Line = Line.Up;

        (await Start("elite")).Value.Plan.ShouldBe("elite");

        Little.Pages.Values.Where(page => page.Order.Contractor == Contractor).Select(page => page.State)
            .ShouldBe([HostedState.Expired, HostedState.Open]);
    }

    [Fact]
    public async Task A_webhook_that_could_not_be_asked_about_is_kept_for_later()
    {
        await Start();
        var subscription = Little.Pay(PageOf(Contractor));
        Little.Line = Line.Down;
        (await Billing.Send(Actor.System, new FollowSubscription(subscription.Id, EventId: null))).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await Billing.Send(Actor.System, new FollowInvoice(subscription.LatestBill!, EventId: null))).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await Billing.Send(Buyer, new RefreshSubscription(Contractor))).Error.Code.ShouldBe("billing.stripe-unavailable");

        Little.Line = Line.Up;
        await Tell("invoice.paid", subscription.LatestBill!);
        (await Quoted()).ShouldBe("pro");
    }
}
