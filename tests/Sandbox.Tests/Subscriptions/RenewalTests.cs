namespace LeadMarket.Sandbox.Tests.Subscriptions;

public sealed class RenewalTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private const long Day = 86400;

    [Fact]
    public async Task Moving_the_clock_three_months_makes_three_invoices()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        var start = DateTimeOffset.FromUnixTimeSeconds((await shop.Subscription(id)).PeriodStart());
        await shop.MoveTo(start.AddMonths(3).AddHours(1).Unix());
        await shop.Until(id, subscription => subscription.PeriodStart() == start.AddMonths(3).Unix(), "three periods pass");

        var invoices = await shop.Invoices(id);
        invoices.Select(invoice => invoice.Text("status")).ShouldBe(["paid", "paid", "paid", "paid"]);
        invoices.Select(invoice => invoice.Text("billing_reason")).ShouldBe(
            ["subscription_create", "subscription_cycle", "subscription_cycle", "subscription_cycle"]);
        invoices.Select(invoice => invoice.Lines().Single()["period"]!.Number("start"))
            .ShouldBe(Enumerable.Range(0, 4).Select(month => start.AddMonths(month).Unix()));
        invoices.Skip(1).Select(invoice => invoice.Number("created")).ShouldBe(Enumerable.Range(1, 3).Select(month => start.AddMonths(month).Unix()));
        invoices.Select(invoice => invoice.Text("number")[^5..]).ShouldBe(["-0001", "-0002", "-0003", "-0004"]);
        (await shop.Events("invoice.paid")).Count.ShouldBe(4);
        (await shop.Events("customer.subscription.updated")).Count.ShouldBe(3);
        // Events are told when they are told: nothing slips under the mark of a reader who has caught up.
        var mark = start.AddMonths(3).Unix();
        (await shop.Sandbox.Get($"/v1/events?types[]=invoice.paid&created[gte]={mark}&limit=100"))["data"]!.AsArray()
            .Count(happened => happened!["data"]!["object"]!.Text("customer") == shop.Customer).ShouldBe(3);
    }

    [Fact]
    public async Task What_began_on_the_31st_renews_on_the_last_day_of_short_months()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var now = await shop.Sandbox.Now();
        var january = new DateTimeOffset(now.Year + 1, 1, 31, 10, 0, 0, TimeSpan.Zero);
        await shop.MoveTo(january.Unix());
        var id = await shop.Subscribe();
        var start = DateTimeOffset.FromUnixTimeSeconds((await shop.Subscription(id)).PeriodStart());
        await shop.MoveTo(start.AddMonths(5).Unix() + 60);
        await shop.Until(id, subscription => subscription.PeriodEnd() == start.AddMonths(6).Unix(), "five periods pass");
        (await shop.Invoices(id)).Select(invoice => DateTimeOffset.FromUnixTimeSeconds(invoice.Lines()[0]["period"]!.Number("start")))
            .Select(day => (day.Month, day.Day)).ShouldBe([(1, 31), (2, start.AddMonths(1).Day), (3, 31), (4, 30), (5, 31), (6, 30)]);
    }

    [Fact]
    public async Task One_cancelled_at_its_periods_end_can_be_resumed_until_then()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        var end = (await shop.Subscription(id)).PeriodEnd();
        var cancelled = await shop.Update(id, "cancel_at_period_end=true");
        (cancelled.Text("status"), cancelled.Number("cancel_at")).ShouldBe(("active", end));
        (await shop.Sandbox.Post("/v1/invoices/create_preview", $"subscription={id}")).Body.Code().ShouldBe("invoice_upcoming_none");
        var resumed = await shop.Update(id, "cancel_at_period_end=false");
        (resumed["cancel_at"], resumed["canceled_at"]).ShouldBe((null, null));

        await shop.MoveTo(end + 1);
        await shop.Until(id, subscription => subscription.PeriodStart() == end, "the resumed subscription renews");
        await shop.Update(id, "cancel_at_period_end=true");
        await shop.MoveTo((await shop.Subscription(id)).PeriodEnd() + 1);
        await shop.Until(id, subscription => subscription.Text("status") == "canceled", "the cancelled subscription ends");
        (await shop.Invoices(id)).Count.ShouldBe(2);
        (await shop.Events("customer.subscription.deleted")).ShouldHaveSingleItem();
        (await shop.Sandbox.Post($"/v1/subscriptions/{id}", "cancel_at_period_end=false")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task An_end_can_be_cleared_by_its_date_but_not_by_date_and_switch_at_once()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        await shop.Update(id, "cancel_at_period_end=true");

        (await shop.Sandbox.Post($"/v1/subscriptions/{id}", "cancel_at=&cancel_at_period_end=false")).Status.ShouldBe(400);
        var resumed = await shop.Update(id, "cancel_at=");

        (resumed["cancel_at"], resumed["cancel_at_period_end"]!.GetValue<bool>()).ShouldBe((null, false));
    }

    [Fact]
    public async Task One_deleted_ends_at_once()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        (await shop.Sandbox.Http.DeleteAsync($"/v1/subscriptions/{id}")).EnsureSuccessStatusCode();
        var ended = await shop.Subscription(id);
        (ended.Text("status"), ended["cancellation_details"]!.Text("reason")).ShouldBe(("canceled", "cancellation_requested"));
        ((int)(await shop.Sandbox.Http.DeleteAsync($"/v1/subscriptions/{id}")).StatusCode).ShouldBe(404);
        (await shop.Sandbox.Get($"/v1/subscriptions?customer={shop.Customer}"))["data"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task One_deleted_with_proration_gives_back_what_was_not_used()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        (await shop.Sandbox.Http.DeleteAsync($"/v1/subscriptions/{id}?prorate=true&invoice_now=true")).EnsureSuccessStatusCode();
        var last = (await shop.Subscription(id))["latest_invoice"]!;
        (last.Text("status"), last.Number("amount_due")).ShouldBe(("paid", 0));
        last.Number("total").ShouldBeInRange(-5634, -5600);
        (await shop.Balance()).ShouldBe(last.Number("total"));
    }

    [Fact]
    public async Task Changes_asked_for_while_the_clock_renews_are_each_made_once()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        var start = DateTimeOffset.FromUnixTimeSeconds((await shop.Subscription(id)).PeriodStart());
        await shop.MoveTo(start.AddMonths(6).Unix() + 5);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(each => each % 3 == 0
            ? shop.GiveCard(BillingShop.Good).ContinueWith(_ => 200, TaskScheduler.Default)
            : shop.Sandbox.Post($"/v1/subscriptions/{id}", $"metadata[n{each}]=1").ContinueWith(answer => answer.Result.Status, TaskScheduler.Default)));
        answers.ShouldAllBe(status => status == 200);
        await shop.Until(id, subscription => subscription.PeriodStart() == start.AddMonths(6).Unix(), "six periods pass");
        (await shop.Invoices(id)).Count.ShouldBe(7);
        (await shop.Sandbox.Get($"/v1/charges?customer={shop.Customer}&limit=100"))["data"]!.AsArray().Count.ShouldBe(7);
        (await shop.Subscription(id))["metadata"]!.AsObject().Count.ShouldBe(9);
    }

    [Fact]
    public async Task One_whose_renewal_fails_is_past_due_until_a_new_card_pays()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        (await shop.GiveCard(BillingShop.Failing)).QuerySelector("[role=status]")!.TextContent.ShouldBe("Your card was saved.");
        var end = (await shop.Subscription(id)).PeriodEnd();
        await shop.MoveTo(end + 60);
        await shop.Until(id, subscription => subscription.Text("status") == "past_due", "the renewal fails");
        var invoice = (await shop.Subscription(id))["latest_invoice"]!;
        (invoice.Text("status"), invoice.Number("attempt_count"), invoice.Number("amount_remaining")).ShouldBe(("open", 1, 5634));
        invoice.Number("next_payment_attempt").ShouldBe(end + (3 * Day));

        await shop.MoveTo(end + (3 * Day) + 60);
        await shop.Until(id, subscription => subscription["latest_invoice"]!.Number("attempt_count") == 2, "the retry of day 3");
        (await shop.Subscription(id))["latest_invoice"]!.Number("next_payment_attempt").ShouldBe(end + (5 * Day));

        (await shop.GiveCard(BillingShop.Good)).QuerySelector("[role=status]")!.TextContent.ShouldBe("Your card was saved and what was owed is paid.");
        var recovered = await shop.Subscription(id);
        (recovered.Text("status"), recovered["latest_invoice"]!.Text("status")).ShouldBe(("active", "paid"));
        recovered["latest_invoice"]!["next_payment_attempt"].ShouldBeNull();
        (await shop.Events("invoice.payment_failed")).Count.ShouldBe(2);
        (await shop.Events("customer.updated payment_method.attached")).ShouldContain("payment_method.attached");
        await shop.MoveTo(end + (8 * Day));
        (await shop.Update(id, "metadata[seen]=1")).Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task One_that_is_never_paid_ends_after_the_retries_of_days_3_5_and_7()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        await shop.GiveCard(BillingShop.Failing);
        var end = (await shop.Subscription(id)).PeriodEnd();
        await shop.MoveTo(end + (7 * Day) - 60);
        await shop.Until(id, subscription => subscription["latest_invoice"]!.Number("attempt_count") == 3, "two retries");
        (await shop.Subscription(id)).Text("status").ShouldBe("past_due");
        await shop.MoveTo(end + (7 * Day) + 60);
        await shop.Until(id, subscription => subscription.Text("status") == "canceled", "the last retry fails");

        var over = await shop.Subscription(id);
        (over["cancellation_details"]!.Text("reason"), over.Number("ended_at")).ShouldBe(("payment_failed", end + (7 * Day)));
        (over["latest_invoice"]!.Text("status"), over["latest_invoice"]!.Number("attempt_count")).ShouldBe(("open", 4));
        over["latest_invoice"]!["next_payment_attempt"].ShouldBeNull();
        (await shop.Events("invoice.payment_failed")).Count.ShouldBe(4);
        (await shop.Events("customer.subscription.deleted")).ShouldHaveSingleItem();
    }
}
