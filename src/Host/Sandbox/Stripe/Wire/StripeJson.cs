using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.Wire;

/// <summary>JSON as Stripe writes it: accents stay letters.</summary>
internal static class StripeJson
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node) => node.ToJsonString(Plain);

    public static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();
}
