using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Stripe.Webhooks;

namespace LeadMarket.Sandbox.Tests;

public sealed class WebhookDeliveryTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    [Fact]
    public async Task A_payment_is_told_in_order_and_signed()
    {
        await using var shop = await WebhookListener.Start();
        await using var sandbox = await RunningSandbox.Start(database, shop.Address);
        await sandbox.Pay(await sandbox.OpenSession());
        await Reading.Eventually(() => Task.FromResult(shop.Types.Contains("checkout.session.completed", StringComparer.Ordinal)), "the payment is told");
        string.Join(' ', shop.Types).ShouldBe(
            "payment_intent.created charge.succeeded payment_intent.succeeded checkout.session.completed");
        foreach (var (signature, body) in shop.Received)
        {
            var at = long.Parse(signature[2..signature.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
            signature.ShouldBe(WebhookSignature.Header(WebhookListener.Secret, at, body));
        }

        await NothingIsLeftToSend(sandbox);
    }

    [Fact]
    public async Task A_refused_webhook_is_sent_again_until_it_is_taken()
    {
        await using var shop = await WebhookListener.Start();
        shop.Failures = 2;
        await using var sandbox = await RunningSandbox.Start(database, shop.Address);
        await sandbox.Post("/v1/customers", "name=again");
        await Reading.Eventually(async () => (await sandbox.Get("/sandbox/deliveries.json"))[0]!.Text("state") == "delivered", "the third try is taken");
        shop.Received.Count.ShouldBe(3);
        shop.Received.Select(webhook => webhook.Body).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_held_is_undelivered_survives_a_restart_and_goes_out_in_copies()
    {
        await using var shop = await WebhookListener.Start();
        string customer;
        await using (var before = await RunningSandbox.Start(database, shop.Address))
        {
            await before.Order("/sandbox/webhooks/mode", new { mode = "hold" });
            customer = (await before.Post("/v1/customers", "name=held")).Body.Text("id");
            (await Undelivered(before)).ShouldContain(held => held == customer);
        }

        await using var after = await RunningSandbox.Start(database, shop.Address);
        await after.Order("/sandbox/webhooks/mode", new { mode = "normal", duplicate = 5, shuffle = true });
        await Reading.Eventually(() => Task.FromResult(shop.Received.Count >= 5), "five copies arrive");
        await Reading.Eventually(async () => !(await Undelivered(after)).Contains(customer, StringComparer.Ordinal), "the event counts as delivered");
        shop.Received.Count.ShouldBe(5);
        var id = JsonNode.Parse(shop.Received.First().Body)!.Text("id");

        await after.Order("/sandbox/webhooks/mode", new { mode = "normal" });
        (await after.Order("/sandbox/webhooks/redeliver", new { eventId = id, times = 2 }))["deliveries"]!.GetValue<int>().ShouldBe(2);
        await Reading.Eventually(() => Task.FromResult(shop.Received.Count == 7), "two more arrive");
        await NothingIsLeftToSend(after);
    }

    // A delivery that arrived but was not yet noted is made again by the next Sandbox on this database, to the next test's shop.
    private static Task NothingIsLeftToSend(RunningSandbox sandbox) => Reading.Eventually(
        async () => (await sandbox.Get("/sandbox/deliveries.json")).AsArray().All(delivery => delivery!.Text("state") == "delivered"), "every delivery is noted");

    private static async Task<IReadOnlyList<string>> Undelivered(RunningSandbox sandbox) =>
        [.. (await sandbox.Get("/v1/events?delivery_success=false&limit=100&created[gte]=1"))["data"]!.AsArray()
            .Select(happened => happened!["data"]!["object"]!.Text("id"))];
}
