using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LeadMarket.Sandbox.Tests.Subscriptions;

/// <summary>A shop with two monthly plans and Quebec's taxes, and one customer, as LeadMarket sets them up.</summary>
internal sealed class BillingShop(RunningSandbox sandbox, string customer, string gst, string qst, string pro, string elite)
{
    public const string Good = "4242 4242 4242 4242";
    public const string Failing = "4000 0000 0000 0341";
    public const string Declined = "4000 0000 0000 0002";

    public RunningSandbox Sandbox { get; } = sandbox;
    public string Customer { get; } = customer;
    public string Gst { get; } = gst;
    public string Qst { get; } = qst;
    public string Pro { get; } = pro;
    public string Elite { get; } = elite;

    public static async Task<BillingShop> Open(RunningSandbox sandbox, long pro = 4900, long elite = 9900)
    {
        var product = await New(sandbox, "/v1/products", "name=Pro&metadata[plan]=pro");
        var gst = await New(sandbox, "/v1/tax_rates", "display_name=TPS&inclusive=false&percentage=5&country=CA&metadata[code]=gst");
        var qst = await New(sandbox, "/v1/tax_rates", "display_name=TVQ&inclusive=false&percentage=9.975&country=CA&metadata[code]=qst");
        return new(sandbox, await New(sandbox, "/v1/customers", "email=zoe@example.com&name=Zo%C3%A9"), gst, qst,
            await Price(sandbox, product, pro), await Price(sandbox, product, elite));
    }

    public static async Task<string> New(RunningSandbox sandbox, string path, string form)
    {
        var (status, body, _) = await sandbox.Post(path, form);
        status.ShouldBe(200, body.ToJsonString());
        return body.Text("id");
    }

    public static Task<string> Price(RunningSandbox sandbox, string product, long amount, string extra = "") => New(sandbox, "/v1/prices",
        string.Create(CultureInfo.InvariantCulture, $"product={product}&currency=cad&unit_amount={amount}&recurring[interval]=month&tax_behavior=exclusive{extra}"));

    public async Task<string> OpenSession(string price)
    {
        var (status, body, _) = await Sandbox.Post("/v1/checkout/sessions",
            $"mode=subscription&customer={Customer}&success_url=http%3A%2F%2Flocalhost%3A5080%2Fdone&cancel_url=http%3A%2F%2Flocalhost%3A5080%2Fno"
            + $"&allowed_payment_method_types[0]=card&line_items[0][price]={price}&line_items[0][quantity]=1&metadata[subscription_id]=s1"
            + $"&subscription_data[metadata][subscription_id]=s1&subscription_data[default_tax_rates][0]={Gst}&subscription_data[default_tax_rates][1]={Qst}");
        status.ShouldBe(200, body.ToJsonString());
        return body.Text("id");
    }

    /// <summary>Subscribes at the hosted page.</summary>
    public async Task<string> Subscribe(string? price = null)
    {
        var session = await OpenSession(price ?? Pro);
        ((int)(await Sandbox.Pay(session)).StatusCode).ShouldBe(303);
        return (await Sandbox.Get($"/v1/checkout/sessions/{session}")).Text("subscription");
    }

    public Task<JsonNode> Subscription(string id) => Sandbox.Get($"/v1/subscriptions/{id}?expand[0]=latest_invoice");

    public async Task<JsonNode> Update(string subscription, string form)
    {
        var (status, body, _) = await Sandbox.Post($"/v1/subscriptions/{subscription}", form + "&expand[0]=latest_invoice");
        status.ShouldBe(200, body.ToJsonString());
        return body;
    }

    public async Task<string> Change(string subscription, string price, string behavior, long? at = null) =>
        $"items[0][id]={(await Subscription(subscription)).Item().Text("id")}&items[0][price]={price}&proration_behavior={behavior}"
        + (at is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&proration_date={at}"));

    public async Task<JsonNode> Preview(string subscription, string price, string behavior, long? at = null)
    {
        var (status, body, _) = await Sandbox.Post("/v1/invoices/create_preview", $"customer={Customer}&subscription={subscription}"
            + $"&subscription_details[items][0][id]={(await Subscription(subscription)).Item().Text("id")}&subscription_details[items][0][price]={price}"
            + $"&subscription_details[proration_behavior]={behavior}"
            + (at is null ? "" : string.Create(CultureInfo.InvariantCulture, $"&subscription_details[proration_date]={at}")));
        status.ShouldBe(200, body.ToJsonString());
        return body;
    }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> Invoices(string subscription) =>
        [.. (await Sandbox.Get($"/v1/invoices?subscription={subscription}&limit=100"))["data"]!.AsArray().Reverse().Select(invoice => invoice!)];

    public async Task<long> Balance() => (await Sandbox.Get($"/v1/customers/{Customer}")).Number("balance");

    /// <summary>Moves the clock to a unix second.</summary>
    public Task MoveTo(long second) =>
        Sandbox.Order("/clock", new { to = DateTimeOffset.FromUnixTimeSeconds(second).ToString("O", CultureInfo.InvariantCulture) });

    public Task ResetClock() => Sandbox.Order("/clock", new { reset = true });

    /// <summary>Gives a card on the customer portal and reads the page that answers.</summary>
    public async Task<IHtmlDocument> GiveCard(string card)
    {
        var (_, session, _) = await Sandbox.Post("/v1/billing_portal/sessions", $"customer={Customer}&return_url=http%3A%2F%2Flocalhost%3A5080%2Fplan");
        return await PostCard(session.Text("url"), card);
    }

    public async Task<IHtmlDocument> PostCard(string url, string card) => await PostForm(url, new(StringComparer.Ordinal)
    {
        ["cardNumber"] = card, ["cardExpiry"] = "12 / 40", ["cardCvc"] = "123", ["cardName"] = "Zoé Gagné",
    });

    public async Task<IHtmlDocument> PostForm(string url, Dictionary<string, string> fields) => await new HtmlParser().ParseDocumentAsync(
        await (await Sandbox.Http.PostAsync(url, new FormUrlEncodedContent(fields))).Content.ReadAsStringAsync());

    public async Task Until(string subscription, Func<JsonNode, bool> promise, string what) =>
        await Reading.Eventually(async () => promise(await Subscription(subscription)), what);

    /// <summary>The types of the events about objects of this customer, oldest first.</summary>
    public async Task<IReadOnlyList<string>> Events(string types)
    {
        var query = string.Concat(types.Split(' ').Select(type => $"&types[]={type}"));
        return [.. (await Sandbox.Get($"/v1/events?limit=100{query}"))["data"]!.AsArray().Reverse()
            .Where(happened => happened!["data"]!["object"]!["customer"]?.GetValue<string>() == Customer)
            .Select(happened => happened!.Text("type"))];
    }
}

internal static class BillingReading
{
    public static long Number(this JsonNode node, string name) => node[name]!.GetValue<long>();

    public static JsonNode Item(this JsonNode subscription) => subscription["items"]!["data"]![0]!;

    public static long PeriodStart(this JsonNode subscription) => subscription.Item().Number("current_period_start");

    public static long PeriodEnd(this JsonNode subscription) => subscription.Item().Number("current_period_end");

    public static string PriceId(this JsonNode subscription) => subscription.Item()["price"]!.Text("id");

    public static long[] Taxes(this JsonNode invoice) => [.. invoice["total_taxes"]!.AsArray().Select(tax => tax!.Number("amount"))];

    public static IReadOnlyList<JsonNode> Lines(this JsonNode invoice) => [.. invoice["lines"]!["data"]!.AsArray().Select(line => line!)];

    public static long Unix(this DateTimeOffset moment) => moment.ToUnixTimeSeconds();
}
