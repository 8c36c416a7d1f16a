using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LeadMarket.Sandbox.Twilio.Wire;

/// <summary>Twilio's ids: two letters that name the resource and 32 hex digits.</summary>
internal static partial class TwilioSid
{
    /// <summary>The account behind every API key: a key's own id does not tell.</summary>
    public const string Account = "AC00000000000000000000000000000000";

    public static string New(string prefix) => prefix + RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static bool Is(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && ThirtyTwoHex().IsMatch(text.AsSpan(prefix.Length));

    [GeneratedRegex("^[0-9a-fA-F]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex ThirtyTwoHex();
}
