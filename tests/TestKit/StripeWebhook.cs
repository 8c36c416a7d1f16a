using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.TestKit;

/// <summary>Webhooks of Stripe's that a test sends by itself: forged, late, many, or signed with another secret.</summary>
public static class StripeWebhook
{
    /// <summary>The value of the header <c>Stripe-Signature</c>.</summary>
    public static string Sign(string body, DateTimeOffset at, string secret = MarketSettings.WebhookSecret)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }

    /// <summary>Sends a webhook to the host that <paramref name="http"/> speaks to.</summary>
    /// <param name="signatures">One, as Stripe sends it; none or several, as it never does.</param>
    public static async Task<HttpStatusCode> Post(HttpClient http, string body, params IEnumerable<string> signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var signature in signatures) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
