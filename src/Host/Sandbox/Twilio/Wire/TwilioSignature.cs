using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.Sandbox.Twilio.Wire;

/// <summary>Signs a webhook as Twilio does: the whole address and the sorted fields, under the account's auth token.</summary>
internal static class TwilioSignature
{
    /// <param name="fields">The posted form; empty for a JSON body, whose hash stands in the address.</param>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "X-Twilio-Signature is HMAC-SHA1.")]
    public static string Sign(string authToken, string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        // By bytes: sorted by a French culture, `Called` would come before `CallSid`. A value sent twice counts once.
        var signed = new StringBuilder(url);
        foreach (var (name, value) in fields.Distinct()
            .OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
    }
}
