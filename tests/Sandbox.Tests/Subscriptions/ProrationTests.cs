using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Tests.Subscriptions;

public sealed class ProrationTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    [Theory]
    [InlineData(4900, 9900, 0)]
    [InlineData(4900, 9900, 1)]
    [InlineData(4900, 9900, 1_234_567)]
    [InlineData(4999, 10_001, 864_001)]
    [InlineData(9900, 4900, 777_777)]
    public async Task The_preview_of_a_change_equals_the_invoice_that_follows(long from, long to, long after)
    {
        var shop = await BillingShop.Open(shared.Sandbox, from, to);
        var id = await shop.Subscribe();
        var subscription = await shop.Subscription(id);
        var (start, end) = (subscription.PeriodStart(), subscription.PeriodEnd());
        var at = start + after;
        if (after > 0) await shop.MoveTo(at + 3);

        var preview = await shop.Preview(id, shop.Elite, "always_invoice", at);
        (await shop.Subscription(id)).PriceId().ShouldBe(shop.Pro);
        var changed = await shop.Update(id, await shop.Change(id, shop.Elite, "always_invoice", at) + "&payment_behavior=pending_if_incomplete");
        changed.PriceId().ShouldBe(shop.Elite);
        (changed.PeriodStart(), changed.PeriodEnd()).ShouldBe((start, end));
        var invoice = changed["latest_invoice"]!;
        foreach (var name in new[] { "subtotal", "total", "total_excluding_tax", "amount_due", "starting_balance" })
            invoice.Number(name).ShouldBe(preview.Number(name), name);
        invoice["total_taxes"]!.ToJsonString().ShouldBe(preview["total_taxes"]!.ToJsonString());
        invoice.Lines().Select(Shown).ShouldBe(preview.Lines().Select(Shown));
        (invoice.Text("status"), invoice.Text("billing_reason")).ShouldBe(("paid", "subscription_update"));

        // The same by other arithmetic: whole seconds, integers, halves away from zero.
        var (left, whole) = (end - at, end - start);
        long[] lines = [-Rounded(from * left, whole), Rounded(to * left, whole)];
        invoice.Lines().Select(line => line.Number("amount")).ShouldBe(lines);
        invoice.Taxes().ShouldBe([lines.Sum(line => Rounded(line * 5, 100)), lines.Sum(line => Rounded(line * 9975, 100_000))]);
        invoice.Number("total").ShouldBe(lines.Sum() + invoice.Taxes().Sum());
    }

    [Fact]
    public async Task A_downgrade_is_credited_on_the_next_invoice()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe(shop.Elite);
        var (start, end) = ((await shop.Subscription(id)).PeriodStart(), (await shop.Subscription(id)).PeriodEnd());
        await shop.MoveTo(start + (10 * 86400));
        var at = start + (10 * 86400) - 5;
        var preview = await shop.Preview(id, shop.Pro, "create_prorations", at);
        var changed = await shop.Update(id, await shop.Change(id, shop.Pro, "create_prorations", at));
        changed.PriceId().ShouldBe(shop.Pro);
        changed["latest_invoice"]!.Text("billing_reason").ShouldBe("subscription_create");
        (await shop.Invoices(id)).Count.ShouldBe(1);

        await shop.MoveTo(end + 5);
        await shop.Until(id, subscription => subscription.PeriodStart() == end, "the subscription renews");
        var next = (await shop.Invoices(id))[1];
        next.Text("billing_reason").ShouldBe("subscription_cycle");
        next.Lines().Select(Shown).ShouldBe(preview.Lines().Select(Shown));
        next.Lines().Select(line => line["parent"]!["subscription_item_details"]!["proration"]!.GetValue<bool>()).ShouldBe([true, true, false]);
        next.Number("total").ShouldBe(preview.Number("total"));
        next.Number("total").ShouldBeLessThan(5634);
        (await shop.Sandbox.Get($"/v1/invoices/{next.Text("id")}?expand[]=payments.data.payment.payment_intent"))["payments"]!["data"]![0]!["payment"]!["payment_intent"]!
            .Number("amount_received").ShouldBe(next.Number("total"));
    }

    [Fact]
    public async Task What_a_negative_invoice_owes_is_used_up_by_the_next_ones()
    {
        var shop = await BillingShop.Open(shared.Sandbox, pro: 4900, elite: 9900);
        var id = await shop.Subscribe(shop.Elite);
        var cheap = await BillingShop.Price(shop.Sandbox, await BillingShop.New(shop.Sandbox, "/v1/products", "name=Cheap"), 4000);
        var start = (await shop.Subscription(id)).PeriodStart();
        var changed = await shop.Update(id, await shop.Change(id, cheap, "always_invoice", start));
        var negative = changed["latest_invoice"]!;
        // 9900 -> 4000 at the very beginning: 5900 and its taxes (495-200, 988-399) come back.
        (negative.Number("total"), negative.Number("amount_due"), negative.Text("status")).ShouldBe((-6784, 0, "paid"));
        (negative.Number("starting_balance"), negative.Number("ending_balance")).ShouldBe((0, -6784));
        (await shop.Balance()).ShouldBe(-6784);
        (await shop.Sandbox.Get($"/v1/charges?customer={shop.Customer}"))["data"]!.AsArray().Count.ShouldBe(1);

        var end = changed.PeriodEnd();
        await shop.MoveTo(end + 1);
        await shop.Until(id, subscription => subscription.PeriodStart() == end, "the subscription renews");
        var second = (await shop.Invoices(id))[2];
        (second.Number("total"), second.Number("starting_balance"), second.Number("ending_balance")).ShouldBe((4599, -6784, -2185));
        (second.Number("amount_due"), second.Text("status")).ShouldBe((0, "paid"));

        var later = (await shop.Subscription(id)).PeriodEnd();
        await shop.MoveTo(later + 1);
        await shop.Until(id, subscription => subscription.PeriodStart() == later, "the subscription renews again");
        var third = (await shop.Invoices(id))[3];
        (third.Number("starting_balance"), third.Number("ending_balance"), third.Number("amount_paid")).ShouldBe((-2185, 0, 2414));
        (await shop.Balance()).ShouldBe(0);
    }

    [Fact]
    public async Task Less_than_Stripe_charges_is_carried_to_the_next_invoice()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        var end = (await shop.Subscription(id)).PeriodEnd();
        await shop.MoveTo(end - 3600);
        var small = (await shop.Update(id, await shop.Change(id, shop.Elite, "always_invoice", end - 3600)))["latest_invoice"]!;
        small.Number("total").ShouldBeInRange(1, 49);
        (small.Text("status"), small.Number("amount_due"), await shop.Balance()).ShouldBe(("paid", 0, small.Number("total")));

        await shop.MoveTo(end + 1);
        await shop.Until(id, subscription => subscription.PeriodStart() == end, "the subscription renews");
        (await shop.Invoices(id))[2].Number("amount_paid").ShouldBe(11383 + small.Number("total"));
        (await shop.Balance()).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_without_proration_costs_nothing_now()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        (await shop.Update(id, await shop.Change(id, shop.Elite, "none"))).PriceId().ShouldBe(shop.Elite);
        (await shop.Invoices(id)).Count.ShouldBe(1);
        (await shop.Sandbox.Post("/v1/invoices/create_preview", $"customer={shop.Customer}&subscription={id}")).Body.Number("total").ShouldBe(11383);
    }

    [Fact]
    public async Task The_same_update_under_one_key_is_made_once()
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        var form = await shop.Change(id, shop.Elite, "always_invoice", (await shop.Subscription(id)).PeriodStart());
        var first = await shop.Sandbox.Post($"/v1/subscriptions/{id}", form, $"upgrade:{id}");
        var second = await shop.Sandbox.Post($"/v1/subscriptions/{id}", form, $"upgrade:{id}");
        second.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
        second.Answer.Headers.Contains("Idempotent-Replayed").ShouldBeTrue();
        (await shop.Invoices(id)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("proration_behavior=always_invoice&proration_date=1", 400)]
    [InlineData("items[0][id]=si_none&items[0][price]=ELITE", 404)]
    [InlineData("items[0][id]=ITEM&items[0][price]=price_none", 404)]
    [InlineData("items[0][price]=ELITE", 400)]
    [InlineData("items[0][id]=ITEM&items[0][price]=ELITE&payment_behavior=pending_if_incomplete&cancel_at_period_end=true", 400)]
    [InlineData("nonsense=1", 400)]
    public async Task A_change_that_makes_no_sense_is_refused(string form, int expected)
    {
        var shop = await BillingShop.Open(shared.Sandbox);
        var id = await shop.Subscribe();
        var item = (await shop.Subscription(id)).Item().Text("id");
        var (status, body, _) = await shop.Sandbox.Post($"/v1/subscriptions/{id}",
            form.Replace("ITEM", item, StringComparison.Ordinal).Replace("ELITE", shop.Elite, StringComparison.Ordinal));
        status.ShouldBe(expected, body.ToJsonString());
        (await shop.Subscription(id)).PriceId().ShouldBe(shop.Pro);
    }

    private static string Shown(JsonNode line) =>
        $"{line.Text("description")} {line["amount"]} {line["period"]!.ToJsonString()} {line["pricing"]!.ToJsonString()} {line["taxes"]!.ToJsonString()}";

    private static long Rounded(long numerator, long denominator) =>
        Math.Sign(numerator) * ((2 * Math.Abs(numerator)) + denominator) / (2 * denominator);
}
