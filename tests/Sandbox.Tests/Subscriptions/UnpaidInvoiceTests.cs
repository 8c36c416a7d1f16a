using System.Net;
using AngleSharp.Html.Parser;

namespace LeadMarket.Sandbox.Tests.Subscriptions;

public sealed class UnpaidInvoiceTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    [Fact]
    public async Task An_upgrade_that_is_declined_waits_for_its_invoice_to_be_paid_in_the_browser()
    {
        var (shop, id, pending) = await DeclinedUpgrade();
        pending.PriceId().ShouldBe(shop.Pro);
        pending.Text("status").ShouldBe("active");
        pending["pending_update"]!["subscription_items"]![0]!["price"]!.Text("id").ShouldBe(shop.Elite);
        var invoice = pending["latest_invoice"]!;
        (invoice.Text("status"), invoice["next_payment_attempt"]).ShouldBe(("open", null));

        var page = await shop.PostCard(invoice.Text("hosted_invoice_url"), BillingShop.Declined);
        page.QuerySelector("[role=alert]")!.TextContent.ShouldStartWith("Your card was declined.");
        page = await shop.PostCard(invoice.Text("hosted_invoice_url"), BillingShop.Good);
        page.QuerySelector("[role=status]")!.TextContent.ShouldBe("This invoice is paid.");
        var applied = await shop.Subscription(id);
        (applied.PriceId(), applied["pending_update"]).ShouldBe((shop.Elite, null));
        (await shop.Events("customer.subscription.pending_update_applied")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_upgrade_that_stays_unpaid_is_given_up_after_23_hours()
    {
        var (shop, id, pending) = await DeclinedUpgrade();
        await shop.MoveTo(pending["pending_update"]!.Number("expires_at") + 1);
        await shop.Until(id, subscription => subscription["pending_update"] is null, "the pending update expires");
        var kept = await shop.Subscription(id);
        (kept.PriceId(), kept["latest_invoice"]!.Text("status")).ShouldBe((shop.Pro, "void"));
        (await shop.Events("customer.subscription.pending_update_expired invoice.voided")).Count.ShouldBe(2);
        (await shop.Sandbox.Post($"/v1/invoices/{kept["latest_invoice"]!.Text("id")}/pay", "")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_voided_upgrade_gives_back_the_balance_and_the_prorations_it_took()
    {
        var shop = await BillingShop.Open(shared.Sandbox, pro: 4900, elite: 99_000);
        var id = await shop.Subscribe();
        var start = (await shop.Subscription(id)).PeriodStart();
        var cheap = await BillingShop.Price(shop.Sandbox, await BillingShop.New(shop.Sandbox, "/v1/products", "name=Cheap"), 2900);
        var small = await BillingShop.Price(shop.Sandbox, await BillingShop.New(shop.Sandbox, "/v1/products", "name=Small"), 1900);
        await shop.Update(id, await shop.Change(id, cheap, "always_invoice", start));
        await shop.Update(id, await shop.Change(id, small, "create_prorations", start));
        var credit = await shop.Balance();
        credit.ShouldBe(-2300);
        await shop.GiveCard(BillingShop.Failing);
        var pending = await shop.Update(id, await shop.Change(id, shop.Elite, "always_invoice", start) + "&payment_behavior=pending_if_incomplete");
        (pending["latest_invoice"]!.Lines().Count, await shop.Balance()).ShouldBe((4, 0));

        // Asked again, the change replaces the one that waits: its preview counts what that one took.
        var preview = await shop.Preview(id, shop.Elite, "always_invoice", start);
        pending = await shop.Update(id, await shop.Change(id, shop.Elite, "always_invoice", start) + "&payment_behavior=pending_if_incomplete");
        foreach (var name in new[] { "total", "amount_due", "starting_balance" })
            preview.Number(name).ShouldBe(pending["latest_invoice"]!.Number(name), name);

        (await shop.Sandbox.Post($"/v1/invoices/{pending["latest_invoice"]!.Text("id")}/void", "")).Body.Text("status").ShouldBe("void");
        (await shop.Subscription(id))["pending_update"].ShouldBeNull();
        (await shop.Balance()).ShouldBe(credit);
        var next = (await shop.Sandbox.Post("/v1/invoices/create_preview", $"subscription={id}")).Body;
        next.Lines().Select(line => line.Number("amount")).ShouldBe([-2900, 1900, 1900]);
    }

    [Fact]
    public async Task Without_pending_updates_a_declined_upgrade_is_owed()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        await shop.GiveCard(BillingShop.Failing);
        var change = await shop.Change(id, shop.Elite, "always_invoice");
        (await shop.Sandbox.Post($"/v1/subscriptions/{id}", change + "&payment_behavior=error_if_incomplete")).Body.Code().ShouldBe("card_declined");
        (await shop.Subscription(id)).PriceId().ShouldBe(shop.Pro);
        var owed = await shop.Update(id, change + "&payment_behavior=allow_incomplete");
        (owed.PriceId(), owed.Text("status"), owed["latest_invoice"]!.Text("status")).ShouldBe((shop.Elite, "past_due", "open"));

        var invoice = owed["latest_invoice"]!.Text("id");
        var (status, body, _) = await shop.Sandbox.Post($"/v1/invoices/{invoice}/pay", "");
        (status, body.Code()).ShouldBe((402, "card_declined"));
        (await shop.Sandbox.Post($"/v1/invoices/{invoice}/pay", "payment_method=pm_card_visa")).Body.Text("status").ShouldBe("paid");
        (await shop.Sandbox.Post($"/v1/invoices/{invoice}/pay", "")).Body.Code().ShouldBe("invoice_already_paid");
        (await shop.Subscription(id)).Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_card_that_asks_its_owner_pays_the_invoice_once_confirmed()
    {
        var (shop, id, pending) = await DeclinedUpgrade();
        var url = pending["latest_invoice"]!.Text("hosted_invoice_url");
        foreach (var (answer, price) in new[] { ("fail", shop.Pro), ("complete", shop.Elite) })
        {
            (await shop.PostCard(url, "4000 0027 6000 3184")).QuerySelector("button[name=outcome][value=complete]").ShouldNotBeNull();
            (await shop.Subscription(id)).PriceId().ShouldBe(shop.Pro);
            await shop.PostForm(url, new(StringComparer.Ordinal) { ["outcome"] = answer });
            (await shop.Subscription(id)).PriceId().ShouldBe(price);
        }
    }

    [Fact]
    public async Task The_portal_shows_cards_and_plans_in_two_languages_and_leads_back()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        var (_, session, _) = await shop.Sandbox.Post("/v1/billing_portal/sessions",
            $"customer={shop.Customer}&locale=fr-CA&return_url=http%3A%2F%2Flocalhost%3A5080%2Fplan");
        var url = session.Text("url");
        var page = await new HtmlParser().ParseDocumentAsync(await shop.Sandbox.Http.GetStringAsync(url));
        page.DocumentElement.GetAttribute("lang").ShouldBe("fr");
        page.QuerySelector("#card-on-file")!.TextContent.ShouldBe("Visa se terminant par 4242, expiration 12 / 2040");
        page.QuerySelector(".lines li")!.TextContent.ShouldContain("Se renouvelle le");
        page.QuerySelector("a.cancel")!.GetAttribute("href").ShouldBe("http://localhost:5080/plan");
        page.QuerySelector("script, [style]").ShouldBeNull();

        var before = (await shop.Subscription(id)).Text("default_payment_method");
        (await shop.PostCard(url, BillingShop.Declined)).QuerySelector("[role=alert]")!.TextContent.ShouldBe("Votre carte a été refusée.");
        (await shop.Subscription(id)).Text("default_payment_method").ShouldBe(before);
        (await shop.PostCard(url, "4000 0025 0000 3155")).QuerySelector("button[name=outcome]").ShouldNotBeNull();
        (await shop.PostForm(url, new(StringComparer.Ordinal) { ["outcome"] = "complete" })).QuerySelector("#card-on-file")!.TextContent.ShouldContain("3155");
        var after = (await shop.Subscription(id)).Text("default_payment_method");
        after.ShouldNotBe(before);
        (await shop.Sandbox.Get($"/v1/customers/{shop.Customer}"))["invoice_settings"]!.Text("default_payment_method").ShouldBe(after);

        await shop.Sandbox.Order("/clock", new { advanceSeconds = 3601 });
        (await shop.Sandbox.Http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await shop.Sandbox.Http.GetAsync(url + "x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(BillingShop Shop, string Id, System.Text.Json.Nodes.JsonNode Pending)> DeclinedUpgrade()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        await shop.GiveCard(BillingShop.Failing);
        return (shop, id, await shop.Update(id, await shop.Change(id, shop.Elite, "always_invoice") + "&payment_behavior=pending_if_incomplete"));
    }
}
