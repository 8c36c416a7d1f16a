using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Tests.Payments;

/// <summary>What the tests of payments do again and again.</summary>
internal static class Payments
{
    public static long Number(this JsonNode node, string name) => node[name]!.GetValue<long>();

    public static async Task<string> NewCustomer(this RunningSandbox sandbox) => (await sandbox.Post("/v1/customers", "name=Zo%C3%A9")).Body.Text("id");

    /// <summary>Charges $33.34 to a test token, and gives the charge.</summary>
    public static async Task<JsonNode> Charge(this RunningSandbox sandbox, string token = "pm_card_visa", long cents = 3334)
    {
        var (status, intent, _) = await sandbox.Post("/v1/payment_intents", $"amount={cents}&currency=cad&payment_method={token}&confirm=true");
        status.ShouldBe(200, intent.ToJsonString());
        return await sandbox.Get($"/v1/charges/{intent.Text("latest_charge")}");
    }

    public static async Task<string> OpenSetup(this RunningSandbox sandbox, string customer)
    {
        var (status, body, _) = await sandbox.Post("/v1/checkout/sessions",
            "mode=setup&currency=cad&allowed_payment_method_types[0]=card&success_url=http%3A%2F%2Flocalhost%3A5080%2Fkept&cancel_url=http%3A%2F%2Flocalhost%3A5080%2Fcancelled"
            + $"&customer={customer}&setup_intent_data[metadata][contractor]=c1");
        status.ShouldBe(200, body.ToJsonString());
        return body.Text("id");
    }

    public static Task<HttpResponseMessage> Authenticate(this RunningSandbox sandbox, string session, bool succeed) =>
        sandbox.Http.PostAsync($"/c/pay/{session}/authenticate", new FormUrlEncodedContent([KeyValuePair.Create("outcome", succeed ? "complete" : "fail")]));

    public static Task<HttpResponseMessage> PayByDebit(this RunningSandbox sandbox, string session, string account) => sandbox.Http.PostAsync($"/c/pay/{session}",
        new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["paymentMethod"] = "acss_debit", ["institutionNumber"] = "000", ["transitNumber"] = "11000", ["accountNumber"] = account, ["accountName"] = "Zoé Gagné",
        }));

    /// <summary>The types of the events about an object or one of its parts, in the order in which they happened.</summary>
    public static async Task<string> Events(this RunningSandbox sandbox, params string[] about)
    {
        var events = (await sandbox.Get("/v1/events?limit=100"))["data"]!.AsArray().Reverse();
        return string.Join(' ', events.Where(each => about.Any(id => Concerns(each!["data"]!["object"]!, id))).Select(each => each!.Text("type")));
    }

    public static async Task<JsonNode> Single(this RunningSandbox sandbox, string path) => (await sandbox.Get(path))["data"]!.AsArray().ShouldHaveSingleItem()!;

    private static bool Concerns(JsonNode subject, string id) =>
        new[] { "id", "payment_intent", "charge" }.Any(name => subject[name] is JsonValue value && value.ToString() == id);
}
