using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>The proof that a webhook comes from Stripe: <c>t=…,v1=…</c>, HMAC-SHA256 over <c>t.body</c>.</summary>
/// <remarks>https://docs.stripe.com/webhooks#verify-manually. The key is the whole secret, <c>whsec_</c> included.</remarks>
internal static class StripeSignature
{
    /// <summary>How far a signature's time may be from ours, either way.</summary>
    public const long ToleranceSeconds = 300;

    public static bool IsValid(string header, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now)
    {
        if (!TryRead(header, out var time, out var signatures)) return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - long.Parse(time, CultureInfo.InvariantCulture)) > ToleranceSeconds) return false;

        // Several secrets and several v1: either side may be rotating. All are compared, whatever matches first.
        var valid = false;
        foreach (var secret in secrets)
        {
            var expected = Sign(secret, time, body);
            foreach (var signature in signatures) valid |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return valid;
    }

    private static bool TryRead(string header, out string time, out List<byte[]> signatures)
    {
        (time, signatures) = ("", []);
        foreach (var part in header.Split(','))
        {
            // Trimmed: a proxy that joins two headers puts a space between them.
            if (part.Trim().Split('=', 2) is not [var scheme, var value]) return false;
            if (scheme is "t")
            {
                // Two times in one header are two headers made one.
                if (time.Length > 0 || value.Length is 0 or > 12 || !value.All(char.IsAsciiDigit)) return false;
                time = value;
            }
            else if (scheme is "v1")
            {
                if (value.Length != 2 * SHA256.HashSizeInBytes || !value.All(char.IsAsciiHexDigit)) return false;
                signatures.Add(Convert.FromHexString(value));
            }

            // v0 signs test events with another scheme and proves nothing.
        }

        return time.Length > 0 && signatures.Count > 0;
    }

    private static byte[] Sign(string secret, string time, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
