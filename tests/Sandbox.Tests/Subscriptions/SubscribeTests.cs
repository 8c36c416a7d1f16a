using System.Net;

namespace LeadMarket.Sandbox.Tests.Subscriptions;

public sealed class SubscribeTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    [Fact]
    public async Task Paying_the_hosted_page_begins_a_subscription_with_a_paid_invoice()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.OpenSession(shop.Pro);
        var open = await shop.Sandbox.Get($"/v1/checkout/sessions/{id}");
        (open.Number("amount_subtotal"), open.Number("amount_total")).ShouldBe((4900, 5634));
        open["total_details"]!.Number("amount_tax").ShouldBe(734);
        (await shop.Sandbox.Pay(id)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var session = await shop.Sandbox.Get($"/v1/checkout/sessions/{id}?expand[]=subscription.latest_invoice.payments");
        (session.Text("status"), session.Text("payment_status")).ShouldBe(("complete", "paid"));
        session["payment_intent"].ShouldBeNull();
        var subscription = session["subscription"]!;
        subscription.Text("status").ShouldBe("active");
        subscription["metadata"]!.Text("subscription_id").ShouldBe("s1");
        subscription.PriceId().ShouldBe(shop.Pro);
        subscription["current_period_end"].ShouldBeNull();
        DateTimeOffset.FromUnixTimeSeconds(subscription.PeriodStart()).AddMonths(1).Unix().ShouldBe(subscription.PeriodEnd());

        var invoice = subscription["latest_invoice"]!;
        (invoice.Text("status"), invoice.Text("billing_reason")).ShouldBe(("paid", "subscription_create"));
        (invoice.Number("subtotal"), invoice.Number("total"), invoice.Number("amount_paid"), invoice.Number("amount_remaining")).ShouldBe((4900, 5634, 5634, 0));
        invoice.Taxes().ShouldBe([245, 489]);
        invoice["total_taxes"]![1]!["tax_rate_details"]!.Text("tax_rate").ShouldBe(shop.Qst);
        invoice["parent"]!["subscription_details"]!["metadata"]!.Text("subscription_id").ShouldBe("s1");
        var line = invoice.Lines().ShouldHaveSingleItem();
        line.Text("description").ShouldBe("1 × Pro (at $49.00 / month)");
        line["pricing"]!["price_details"]!.Text("price").ShouldBe(shop.Pro);
        line["parent"]!["subscription_item_details"]!["proration"]!.GetValue<bool>().ShouldBeFalse();

        var payment = invoice["payments"]!["data"]!.AsArray().ShouldHaveSingleItem()!;
        var intent = await shop.Sandbox.Get($"/v1/payment_intents/{payment["payment"]!.Text("payment_intent")}?expand[]=latest_charge");
        (intent.Text("status"), intent.Number("amount_received")).ShouldBe(("succeeded", 5634));
        intent["metadata"]!.ToJsonString().ShouldBe("{}");
        var card = await shop.Sandbox.Get($"/v1/payment_methods/{subscription.Text("default_payment_method")}");
        card.Text("customer").ShouldBe(shop.Customer);

        (await shop.Events("customer.subscription.created invoice.created invoice.finalized invoice.paid invoice.payment_succeeded payment_intent.succeeded charge.succeeded checkout.session.completed"))
            .ShouldBe(["customer.subscription.created", "invoice.created", "invoice.finalized", "invoice.paid", "invoice.payment_succeeded",
                "payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"], ignoreOrder: true);
        (await shop.Sandbox.Get($"/v1/invoices/{invoice.Text("id")}"))["payments"].ShouldBeNull();
        (await shop.Sandbox.Get($"/v1/subscriptions?customer={shop.Customer}&status=all&limit=100&expand[]=data.latest_invoice"))["data"]!.AsArray()
            .ShouldHaveSingleItem()!["latest_invoice"]!.Text("id").ShouldBe(invoice.Text("id"));
    }

    [Fact]
    public async Task A_declined_card_leaves_the_session_open_and_no_subscription()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.OpenSession(shop.Pro);
        foreach (var card in new[] { BillingShop.Declined, BillingShop.Failing })
            (await shop.Sandbox.Pay(id, card)).StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        (await shop.Sandbox.Get($"/v1/checkout/sessions/{id}")).Text("status").ShouldBe("open");
        (await shop.Sandbox.Get($"/v1/subscriptions?customer={shop.Customer}&status=all"))["data"]!.AsArray().ShouldBeEmpty();
        (await shop.Sandbox.Pay(id)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Ten_payments_at_once_begin_one_subscription()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.OpenSession(shop.Pro);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shop.Sandbox.Pay(id)));
        (await shop.Sandbox.Get($"/v1/subscriptions?customer={shop.Customer}"))["data"]!.AsArray().Count.ShouldBe(1);
        (await shop.Sandbox.Get($"/v1/charges?customer={shop.Customer}"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Invoices_are_walked_page_by_page()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var first = await shop.Subscribe();
        await shop.Subscribe();
        var page = await shop.Sandbox.Get($"/v1/invoices?customer={shop.Customer}&limit=1&status=paid");
        page["has_more"]!.GetValue<bool>().ShouldBeTrue();
        var rest = await shop.Sandbox.Get($"/v1/invoices?customer={shop.Customer}&limit=1&starting_after={page["data"]![0]!.Text("id")}&expand[]=data.payments");
        var last = rest["data"]!.AsArray().ShouldHaveSingleItem()!;
        last["parent"]!["subscription_details"]!.Text("subscription").ShouldBe(first);
        last["payments"]!["data"]!.AsArray().Count.ShouldBe(1);
        rest["has_more"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_customer_in_credit_pays_the_rest()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var elite = await shop.Subscribe(shop.Elite);
        await shop.Update(elite, await shop.Change(elite, shop.Pro, "always_invoice"));
        var credit = await shop.Balance();
        credit.ShouldBeLessThan(-5000);
        await shop.Sandbox.Http.DeleteAsync($"/v1/subscriptions/{elite}");

        var id = await shop.Subscribe(shop.Elite);
        var invoice = (await shop.Subscription(id))["latest_invoice"]!;
        (invoice.Number("starting_balance"), invoice.Number("amount_paid"), invoice.Number("ending_balance")).ShouldBe((credit, 11383 + credit, 0));
        (await shop.Balance()).ShouldBe(0);
    }

    [Fact]
    public async Task A_credit_that_covers_it_all_is_used_and_the_card_is_only_kept()
    {
        var shop = await BillingShop.Open(shared.Sandbox, pro: 1000, elite: 90_000);
        var elite = await shop.Subscribe(shop.Elite);
        await shop.Update(elite, await shop.Change(elite, shop.Pro, "always_invoice"));
        await shop.Sandbox.Http.DeleteAsync($"/v1/subscriptions/{elite}");
        var credit = await shop.Balance();
        var id = await shop.OpenSession(shop.Pro);
        (await shop.Sandbox.Pay(id, BillingShop.Declined)).StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        (await shop.Sandbox.Pay(id)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var subscription = await shop.Subscription((await shop.Sandbox.Get($"/v1/checkout/sessions/{id}")).Text("subscription"));
        (subscription["latest_invoice"]!.Text("status"), subscription["latest_invoice"]!.Number("amount_due")).ShouldBe(("paid", 0));
        (await shop.Balance()).ShouldBe(credit + 1150);
        (await shop.Sandbox.Get($"/v1/payment_methods/{subscription.Text("default_payment_method")}")).Text("customer").ShouldBe(shop.Customer);
        (await shop.Sandbox.Get($"/v1/charges?customer={shop.Customer}"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_Sandboxs_own_page_shows_subscriptions_and_their_invoices()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var subscription = await shop.Subscription(await shop.Subscribe());
        var page = await shop.Sandbox.Http.GetStringAsync("/");
        page.ShouldContain(subscription.Text("id"));
        page.ShouldContain(subscription["latest_invoice"]!.Text("hosted_invoice_url"));
    }
}
