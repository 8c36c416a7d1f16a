using LeadMarket.Billing.Application.Subscriptions;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>A month that could not be paid: seven days of grace in this market.</summary>
public sealed class GraceTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public async Task A_failed_month_keeps_the_rights_for_the_grace_then_ends_them_and_a_payment_restores_them()
    {
        var (subscription, bill) = await FailsToPay();

        var behind = await Shown();
        (behind.State, behind.GraceUntil).ShouldBe(("past-due", bill.CreatedAt.AddDays(7)));
        behind.PayNow.ShouldNotBeNull();
        behind.AmountDue.ShouldBe(new LeadMarket.Kernel.Money(5634, "CAD"));
        (await Quoted()).ShouldBe("pro");

        Billing.Clock.Now = bill.CreatedAt.AddDays(7).AddSeconds(-1);
        await EndGraces();
        (await Quoted()).ShouldBe("pro");

        Billing.Clock.Now = bill.CreatedAt.AddDays(7);
        (await Quoted()).ShouldBe("free", "the clock ends it, not the job");
        await EndGraces();
        await EndGraces();
        (await ToldPlans()).ShouldBe("free-pro pro-free");

        Little.PayBill(bill);
        await Tell("invoice.paid", bill.Id);

        var paid = await Shown();
        (paid.State, paid.GraceUntil, paid.PayNow, paid.AmountDue).ShouldBe(("active", null, null, null));
        (await Quoted()).ShouldBe("pro");
        (await ToldPlans()).ShouldBe("free-pro pro-free free-pro");
        subscription.State.ShouldBe(SubscriptionState.Active);
    }

    [Fact]
    public async Task A_payment_within_the_grace_is_nobody_s_news()
    {
        var (_, bill) = await FailsToPay();
        Little.PayBill(bill);
        await Tell("customer.subscription.updated", bill.Subscription);
        await EndGraces();

        (await ToldPlans()).ShouldBe("free-pro");
        (await Quoted()).ShouldBe("pro");
    }

    [Fact]
    public async Task The_contractor_is_told_once_per_bill_however_often_the_card_is_tried()
    {
        var (subscription, bill) = await FailsToPay();
        Little.Bills[bill.Id] = bill with { Attempts = 2, NextTryAt = Little.Now.AddDays(2) };
        await Tell("invoice.payment_failed", bill.Id, deliveries: 2);
        await Tell("customer.subscription.updated", subscription.Id);

        (await ToldOf("billing.plan-payment-failed.v1")).ShouldBe(1);
        (await Billing.Truth<string>(
            """
            select (payload ->> 'plan') || ' ' || (payload -> 'due' ->> 'cents') || ' ' || ((payload ->> 'graceUntil')::timestamptz = @until)
            from billing.outbox_messages where name = 'billing.plan-payment-failed.v1' and payload ->> 'contractor' = @id
            """, new { id = Contractor.ToString(), until = bill.CreatedAt.AddDays(7) })).ShouldBe("pro 5634 true");
    }

    [Fact]
    public async Task A_webhook_that_was_days_late_does_not_lengthen_the_grace()
    {
        var subscription = await Subscribe();
        Billing.Clock.Now = subscription.PeriodEnd;
        Little.Broke.Add(subscription.Customer);
        var bill = Little.Renew(subscription);
        Billing.Clock.Now += TimeSpan.FromDays(6);

        await Tell("customer.subscription.updated", subscription.Id);

        (await Shown()).GraceUntil.ShouldBe(bill.CreatedAt.AddDays(7));
    }

    [Fact]
    public async Task A_second_unpaid_month_does_not_begin_another_grace()
    {
        var (subscription, bill) = await FailsToPay();
        Billing.Clock.Now = subscription.PeriodEnd;
        var second = Little.Renew(subscription);
        await Tell("invoice.payment_failed", second.Id);

        (await Shown()).GraceUntil.ShouldBe(bill.CreatedAt.AddDays(7));
        (await Quoted()).ShouldBe("free");
    }

    [Fact]
    public async Task Plans_are_not_changed_on_credit()
    {
        await FailsToPay();

        (await Billing.Send(Buyer, new LeadMarket.Billing.Contracts.PreviewPlanChange(Contractor, "elite"))).Error.Code.ShouldBe("billing.payment-due");
    }

    private async Task<(LittleSubscription Subscription, Bill Bill)> FailsToPay()
    {
        var subscription = await Subscribe();
        Billing.Clock.Now = subscription.PeriodEnd;
        Little.Broke.Add(subscription.Customer);
        var bill = Little.Renew(subscription);
        await Tell("invoice.payment_failed", bill.Id);
        return (subscription, bill);
    }

    private async Task EndGraces() => (await Billing.Send(Actor.System, new EndGrace())).IsFailure.ShouldBeFalse();
}
