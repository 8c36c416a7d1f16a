using LeadMarket.Billing.Application.Reconciliation;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>Bills that are not as they should be: booked all the same, and alarmed.</summary>
public sealed class BillBooksTests(BillingDatabase billing) : SubscriptionTest(billing)
{
    [Fact]
    public async Task A_tax_that_is_none_of_the_market_s_is_unclassified_and_alarmed()
    {
        var subscription = await Subscribe();
        Billing.Clock.Now = subscription.PeriodEnd;
        var bill = Little.Renew(subscription);
        Little.Bills[bill.Id] = bill with { Taxes = [new BillTax("txr_Of_Nobody", 734)] };

        await Tell("invoice.paid", bill.Id);

        (await Entry($"invoice:{bill.Id}")).ShouldBe("stripe 5634, plan-sales -4900, unclassified -734");
        (await Alarms("payment-mismatch", bill.Id)).ShouldBe(1);
        (await Documents(bill)).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_subscription_that_came_of_a_page_given_up_is_cancelled_and_its_money_waits()
    {
        var second = await PayOnBothPages();

        await Tell("invoice.paid", second.LatestBill!);

        second.State.ShouldBe(SubscriptionState.Ended);
        (await Quoted()).ShouldBe("elite");
        (await Balance("suspense")).ShouldBe(-5634);
        (await Balance("plan-sales")).ShouldBe(-9900);
        (await Alarms("second-payment", second.LatestBill!)).ShouldBe(1);
        (await Documents(Little.Bills[second.LatestBill!])).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_balance_paid_of_a_second_subscription_waits_too_and_is_no_sale()
    {
        var second = await PayOnBothPages(balance: 7000);
        var bill = Little.Bills[second.LatestBill!];
        bill.CardCents.ShouldBe(0);

        await Tell("invoice.paid", bill.Id);

        (await Entry($"invoice:{bill.Id}")).ShouldBe("customer-balance 5634, suspense -5634");
        var purchase = await PurchaseOf(bill);
        (await Billing.Send(Actor.System, new FindBookFaults(Billing.Clock.Now, Before: null))).Value
            .ShouldNotContain(fault => fault.Subject == purchase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plan_s_month_is_spent_in_the_month_it_was_paid_whether_its_webhook_came_or_they_came_back_first(bool heard)
    {
        var subscription = await Subscribe();
        var began = Billing.Clock.Now;
        Billing.Clock.Now += TimeSpan.FromDays(32);
        Little.Broke.Add(subscription.Customer);
        var bill = Little.Renew(subscription);
        await Tell("invoice.payment_failed", bill.Id);
        Little.PayBill(bill);
        if (heard) await Tell("invoice.paid", bill.Id);
        else (await Billing.Send(Buyer, new RefreshSubscription(Contractor))).IsFailure.ShouldBeFalse();
        await Billing.Deliver();

        var months = (await Billing.Send(Buyer, new GetUsage(Contractor, 2))).Value.Months;

        months.Select(month => (month.Month, month.OnPlan.Cents)).ShouldBe([(began.Month, 4900L), (Billing.Clock.Now.Month, 4900L)]);
    }

    /// <summary>A page that had expired for us is paid once another one was.</summary>
    private async Task<LittleSubscription> PayOnBothPages(long balance = 0)
    {
        await Start("pro");
        var first = PageOf(Contractor);
        await Tell("checkout.session.expired", (Little.Pages[first.Id] = first with { State = LeadMarket.Billing.Application.Ports.HostedState.Expired }).Id);
        await Subscribe("elite");
        Little.Balances[first.Customer] = -balance;

        var second = Little.Pay(first);
        await Tell("customer.subscription.created", second.Id, deliveries: 2);
        return second;
    }

    private Task<string> PurchaseOf(Bill bill) =>
        Billing.Truth<string>("select purchase_id::text from billing.plan_invoices where invoice_id = @id", new { id = bill.Id });

    private Task<long> Documents(Bill bill) => Billing.Truth<long>(
        "select count(*) from billing.documents join billing.plan_invoices using (purchase_id) where invoice_id = @id", new { id = bill.Id });
}
