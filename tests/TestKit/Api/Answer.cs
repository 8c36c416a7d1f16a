using System.Net;
using System.Text.Json.Nodes;

namespace LeadMarket.TestKit.Api;

/// <summary>What the API answered.</summary>
public sealed record Answer(HttpStatusCode Status, JsonObject Body)
{
    /// <summary>Of a refusal.</summary>
    public string? Code => (string?)Body["code"];

    public Guid UnlockId => (Guid)Body["unlockId"]!;

    public Uri Checkout => new((string)Body["checkoutUrl"]!);

    public static async Task<Answer> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : []);
    }
}
