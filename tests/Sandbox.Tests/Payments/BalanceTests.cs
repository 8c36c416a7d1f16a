using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Tests.Subscriptions;

namespace LeadMarket.Sandbox.Tests.Payments;

public sealed class BalanceTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Fact]
    public async Task Whatever_moves_money_is_a_line_and_the_lines_add_up_to_the_balance()
    {
        var charge = await _sandbox.Charge();
        var paid = await _sandbox.Get($"/v1/balance_transactions/{charge.Text("balance_transaction")}");
        // 2.9 % of 3334 is 96.686.
        (paid.Text("type"), paid.Number("amount"), paid.Number("fee"), paid.Number("net"), paid.Text("source"), paid.Text("status"))
            .ShouldBe(("charge", 3334, 127, 3207, charge.Text("id"), "pending"));
        var refund = (await _sandbox.Post("/v1/refunds", $"charge={charge.Text("id")}&amount=1000")).Body;
        (await _sandbox.Get($"/v1/balance_transactions/{refund.Text("balance_transaction")}")).Number("net").ShouldBe(-1000);
        await _sandbox.Order("/sandbox/stripe/disputes", new { charge = (await _sandbox.Charge("pm_card_bypassPending", 50_000)).Text("id") });
        await ShouldAddUp();

        await _sandbox.Order("/clock", new { advanceSeconds = (2 * 86400) + 1 });
        (await Total("pending")).ShouldBe(0);
        (await _sandbox.Get($"/v1/balance_transactions/{paid.Text("id")}")).Text("status").ShouldBe("available");
        var available = await Total("available");
        (await _sandbox.Http.PostAsJsonAsync("/sandbox/stripe/payouts", new { amount = 1 })).StatusCode.ShouldBe(available > 0 ? HttpStatusCode.OK : HttpStatusCode.Conflict);
        await _sandbox.Charge("pm_card_bypassPending", 90_000);
        var payout = await _sandbox.Order("/sandbox/stripe/payouts", new { });
        (await Total("available")).ShouldBe(0);
        (await _sandbox.Get($"/v1/balance_transactions/{payout.Text("balanceTransaction")}")).Text("type").ShouldBe("payout");
        (await _sandbox.Get($"/v1/payouts/{payout.Text("id")}")).Number("amount").ShouldBe(payout.Number("amount"));
        await ShouldAddUp();
    }

    [Fact]
    public async Task Lines_are_filtered_and_walked()
    {
        var since = (await _sandbox.Now()).ToUnixTimeSeconds();
        var charges = new List<string>();
        foreach (var cents in new[] { 100, 200, 300 }) charges.Add((await _sandbox.Charge(cents: cents)).Text("id"));
        var lines = await Lines($"&created[gte]={since}&type=charge");
        lines.Select(line => line.Text("source")).Where(charges.Contains).Reverse().ShouldBe(charges);
        (await _sandbox.Single($"/v1/balance_transactions?source={charges[0]}")).Number("amount").ShouldBe(100);
        (await Lines($"&created[gte]={since}&type=charge&expand[]=data.source")).Select(line => line["source"]!.Text("object")).ShouldAllBe(kind => kind == "charge");
        (await Lines($"&created[gte]={since + 86400}")).ShouldBeEmpty();
        var intent = (await _sandbox.Get($"/v1/charges/{charges[1]}")).Text("payment_intent");
        (await _sandbox.Single($"/v1/charges?payment_intent={intent}&expand[]=data.balance_transaction"))["balance_transaction"]!.Number("amount").ShouldBe(200);
        (await _sandbox.Get($"/v1/payment_intents?created[gte]={since}&limit=100"))["data"]!.AsArray().ShouldContain(each => each!.Text("id") == intent);
    }

    private async Task ShouldAddUp() =>
        (await Lines("")).Sum(line => line.Number("net")).ShouldBe(await Total("available") + await Total("pending"));

    private async Task<long> Total(string part) => (await _sandbox.Get("/v1/balance"))[part]!.AsArray().Sum(each => each!.Number("amount"));

    private async Task<IReadOnlyList<JsonNode>> Lines(string filter)
    {
        var lines = new List<JsonNode>();
        for (var after = ""; ;)
        {
            var page = await _sandbox.Get("/v1/balance_transactions?limit=2" + filter + after);
            lines.AddRange(page["data"]!.AsArray().Select(line => line!));
            if (!page["has_more"]!.GetValue<bool>()) return lines;
            after = $"&starting_after={lines[^1].Text("id")}";
        }
    }
}
