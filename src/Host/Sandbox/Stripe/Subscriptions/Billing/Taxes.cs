using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Taxes added to a price: each rate on the amount before tax, each rounded half up to the cent, line by line.</summary>
internal static class Taxes
{
    public static JsonArray On(long amount, JsonArray rates) => [.. rates.Select(rate => (JsonNode)new JsonObject
    {
        // Half away from zero: what is given back is taxed like what was asked.
        ["amount"] = (long)Math.Round(amount * rate!["percentage"]!.GetValue<decimal>() / 100, MidpointRounding.AwayFromZero),
        ["tax_behavior"] = "exclusive",
        ["tax_rate_details"] = new JsonObject { ["tax_rate"] = rate["id"]!.GetValue<string>() },
        ["taxability_reason"] = "not_available",
        ["taxable_amount"] = amount,
        ["type"] = "tax_rate_details",
    })];

    public static long Sum(JsonArray taxes) => taxes.Sum(tax => tax!["amount"]!.GetValue<long>());

    /// <summary>The lines' taxes added up by rate.</summary>
    public static JsonArray Total(JsonArray lines) => [.. lines
        .SelectMany(line => line!["taxes"]!.AsArray())
        .GroupBy(tax => tax!["tax_rate_details"]!["tax_rate"]!.GetValue<string>(), StringComparer.Ordinal)
        .Select(rate =>
        {
            var total = rate.First()!.DeepClone().AsObject();
            total["amount"] = rate.Sum(tax => tax!["amount"]!.GetValue<long>());
            total["taxable_amount"] = rate.Sum(tax => tax!["taxable_amount"]!.GetValue<long>());
            return (JsonNode)total;
        })];
}
