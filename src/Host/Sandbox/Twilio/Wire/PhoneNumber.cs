using System.Text.RegularExpressions;

namespace LeadMarket.Sandbox.Twilio.Wire;

/// <summary>Numbers in E.164, and the one that no text reaches.</summary>
internal static partial class PhoneNumber
{
    /// <summary>A landline: Verify refuses it (60200), a message to it ends undelivered (30006).</summary>
    public const string Landline = "+15145550000";

    public static bool IsE164(string text) => E164().IsMatch(text);

    /// <summary>In a query an unescaped plus reads as a space, and people type it so.</summary>
    public static string FromQuery(string text) => text.Trim() is [>= '0' and <= '9', ..] digits ? "+" + digits : text.Trim();

    // North American area codes and exchanges begin with 2 to 9.
    [GeneratedRegex("^\\+(?:1[2-9][0-9]{2}[2-9][0-9]{6}|[2-9][0-9]{6,14})$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex E164();
}
