using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

public sealed class StartSubscriptionTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public async Task Subscribing_opens_a_page_and_paying_on_it_gives_the_rights()
    {
        var opened = (await Start()).Value;
        (opened.State, opened.Plan, opened.MonthlyPrice).ShouldBe(("open", "pro", new Money(4900, "CAD")));
        opened.Checkout.ShouldNotBeNull();
        (await Plan()).Plan.ShouldBe("free");

        var subscription = Little.Pay(PageOf(Contractor));
        await Tell("checkout.session.completed", PageOf(Contractor).Id, deliveries: 3);

        var shown = await Shown();
        (shown.State, shown.Checkout, shown.RenewsAt, shown.Card).ShouldBe(("active", null, subscription.PeriodEnd, new SavedCard("visa", "4242", 12, 2030)));
        (await Plan()).Plan.ShouldBe("pro");
        (await Quoted()).ShouldBe("pro");
        (await ToldPlans()).ShouldBe("free-pro");
    }

    [Fact]
    public async Task Who_comes_back_before_the_webhook_has_the_plan_at_once()
    {
        await Start();
        Little.Pay(PageOf(Contractor));

        (await Billing.Send(Buyer, new RefreshSubscription(Contractor))).Value.Plan.ShouldBe("pro");
        await Billing.Deliver();

        (await Balance("plan-sales")).ShouldBe(-4900, "the bill is booked by the system, as soon as the subscription names it");
    }

    [Fact]
    public async Task Ten_at_once_open_one_page()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Start()));

        (await Start()).Value.Checkout.ShouldNotBeNull();
        Little.Pages.Values.Count(page => page.Order.Contractor == Contractor).ShouldBe(1);
    }

    [Fact]
    public async Task Another_plan_closes_the_open_page_first()
    {
        await Start("pro");
        (await Start("elite")).Value.Plan.ShouldBe("elite");

        var pages = Little.Pages.Values.Where(page => page.Order.Contractor == Contractor).ToList();
        pages.Select(page => page.State).ShouldBe([HostedState.Expired, HostedState.Open]);
        pages.Select(page => page.Order.Key).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_page_that_was_paid_meanwhile_is_found_out_when_another_plan_is_asked_for()
    {
        await Start("pro");
        Little.Pay(PageOf(Contractor));

        (await Start("elite")).Error.Code.ShouldBe("billing.already-subscribed");
        (await Plan()).Plan.ShouldBe("pro");
    }

    [Theory]
    [InlineData(nameof(Line.Down))]
    [InlineData(nameof(Line.Deaf))]
    public async Task Without_an_answer_it_is_opening_and_the_job_finishes_it_with_the_same_key(string line)
    {
        Little.Line = Enum.Parse<Line>(line);
        (await Start()).Value.State.ShouldBe("opening");

        Little.Line = Line.Up;
        await Resume(afterSeconds: 3);

        (await Shown()).Checkout.ShouldNotBeNull();
        Little.Pages.Values.Count(page => page.Order.Contractor == Contractor).ShouldBe(1);
        PageOf(Contractor).Order.Key.ShouldEndWith(":checkout:1");
    }

    [Fact]
    public async Task After_half_an_hour_of_silence_a_new_attempt_asks_for_a_later_expiry()
    {
        Little.Line = Line.Down;
        await Start();
        Little.Line = Line.Up;
        await Resume(afterSeconds: 35 * 60);

        PageOf(Contractor).Order.Key.ShouldEndWith(":checkout:2");
        (await Shown()).State.ShouldBe("open");
    }

    [Fact]
    public async Task A_whole_hour_of_silence_ends_it_and_asking_again_begins_anew()
    {
        Little.Line = Line.Down;
        await Start();
        Little.Line = Line.Up;
        await Resume(afterSeconds: 61 * 60);

        (await Plan()).Subscription.ShouldBeNull();
        (await Start()).Value.State.ShouldBe("open");
    }

    [Fact]
    public async Task A_page_whose_time_is_over_is_asked_after_even_without_its_webhook()
    {
        await Start();
        var page = PageOf(Contractor);
        Little.Pages[page.Id] = page with { State = HostedState.Expired };
        await Resume(afterSeconds: 3601);

        (await Plan()).Subscription.ShouldBeNull();
    }

    [Fact]
    public async Task A_page_that_was_paid_in_its_last_second_counts()
    {
        await Start();
        Little.Pay(PageOf(Contractor));
        await Resume(afterSeconds: 3601);

        (await Plan()).Plan.ShouldBe("pro");
    }

    [Fact]
    public async Task An_expired_page_makes_room_and_its_webhook_may_come_late()
    {
        await Start();
        var first = PageOf(Contractor);
        Little.Pages[first.Id] = first with { State = HostedState.Expired };
        await Tell("checkout.session.expired", first.Id);
        (await Plan()).Subscription.ShouldBeNull();

        await Start();
        await Tell("checkout.session.expired", first.Id);
        (await Shown()).State.ShouldBe("open");
    }

    [Fact]
    public async Task A_page_refused_for_certain_is_told_and_forgotten()
    {
        Little.Line = Line.Refusing;
        (await Start()).Error.Code.ShouldBe("billing.payments-refused");
        await Billing.Deliver();
        (await Alarms("payments-refused", "subscriptions")).ShouldBe(1);

        Little.Line = Line.Up;
        (await Start()).Value.State.ShouldBe("open");
    }

    [Theory]
    [InlineData("gold", "billing.unknown-plan")]
    [InlineData("free", "billing.plan-is-free")]
    public async Task What_cannot_be_subscribed_to_is_refused(string plan, string code) => (await Start(plan)).Error.Code.ShouldBe(code);

    [Fact]
    public async Task Who_subscribes_is_not_subscribed_twice()
    {
        await Subscribe();

        (await Start("elite")).Error.Code.ShouldBe("billing.already-subscribed");
    }

    [Fact]
    public async Task A_gift_is_kept_beneath_a_subscription()
    {
        await Billing.Send(Actor.Staff, new AssignPlan(Contractor, "pro"));
        (await Quoted()).ShouldBe("pro");
        var subscription = await Subscribe("elite");
        (await Quoted()).ShouldBe("elite");

        Little.Delete(subscription.Id);
        await Tell("customer.subscription.deleted", subscription.Id);

        (await Quoted()).ShouldBe("pro");
        (await ToldPlans()).ShouldBe("free-pro pro-elite elite-pro");
    }

    [Fact]
    public async Task A_second_subscription_made_at_Stripe_is_cancelled_and_alarmed()
    {
        var first = await Subscribe("pro");
        var second = Little.Begin(row: null, first.Customer, PriceOf("elite"));

        await Tell("customer.subscription.created", second.Id, deliveries: 2);
        await Tell("invoice.paid", second.LatestBill!);

        second.State.ShouldBe(SubscriptionState.Ended);
        (await Plan()).Plan.ShouldBe("pro");
        (await Alarms("second-payment", second.Id)).ShouldBe(1);
        (await Balance("suspense")).ShouldBe(-Little.Bills[second.LatestBill!].CardCents, "what it was paid waits to go back");
        (await Balance("plan-sales")).ShouldBe(-4900);
    }

    [Fact]
    public async Task The_page_in_another_tab_that_was_paid_after_all_replaces_the_open_one()
    {
        await Start("pro");
        var first = PageOf(Contractor);
        Little.Pages[first.Id] = first with { State = HostedState.Expired };
        await Tell("checkout.session.expired", first.Id);
        await Start("elite");
        Little.Pay(first);

        await Tell("customer.subscription.created", Little.Pages[first.Id].Subscription!);

        (await Plan()).Plan.ShouldBe("pro");
        PageOf(Contractor).State.ShouldBe(HostedState.Expired, "nobody pays on the other page any more");
    }
}
