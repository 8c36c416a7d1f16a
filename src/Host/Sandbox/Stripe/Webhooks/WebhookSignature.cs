using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.Sandbox.Stripe.Webhooks;

/// <summary>Signs a webhook as Stripe does: HMAC-SHA256 over <c>t.body</c>, keyed by the whole <c>whsec_…</c> string, in lower hex.</summary>
internal static class WebhookSignature
{
    public static string Sign(string secret, long unixSeconds, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret),
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{unixSeconds}.{body}"))));

    public static string Header(string secret, long unixSeconds, string body) =>
        string.Create(CultureInfo.InvariantCulture, $"t={unixSeconds},v1={Sign(secret, unixSeconds, body)}");
}
