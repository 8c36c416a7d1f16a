using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LeadMarket.Sandbox.Meta.Wire;

namespace LeadMarket.Sandbox.Meta.Events;

/// <summary>Meta's customer information parameters: what must be hashed, what must not.</summary>
internal static partial class CustomerData
{
    private static readonly string[] Hashed = ["em", "ph", "fn", "ln", "ge", "db", "ct", "st", "zp", "country"];
    private static readonly string[] Plain = ["client_ip_address", "client_user_agent", "fbc", "fbp"];
    private static readonly string[] Others = ["external_id", "subscription_id", "fb_login_id", "lead_id"];

    public static MetaRefusal? RefusalFor(JsonObject user)
    {
        if (!user.Any(field => field.Value is not null && Hashed.Concat(Plain).Concat(Others).Contains(field.Key, StringComparer.Ordinal)))
        {
            return MetaRefusal.Event("Your Event Is Missing Customer Information Parameters",
                "This event didn't include any customer information parameters.", subcode: 2804050);
        }

        foreach (var name in Hashed)
        {
            if (Values(user[name]).Any(value => value is null || !Sha256().IsMatch(value)))
            {
                return MetaRefusal.Event("Unhashed Customer Information",
                    $"user_data.{name} must be hashed: SHA-256 in 64 lower-case hex digits, or a list of such.");
            }
        }

        return null;
    }

    public static IEnumerable<string> Warnings(JsonObject user)
    {
        foreach (var name in Plain)
        {
            if (Values(user[name]).Any(value => value is null || Sha256().IsMatch(value))) yield return $"user_data.{name} must not be hashed.";
        }

        if (Values(user["fbc"]).Any(value => value is null || !Click().IsMatch(value))) yield return "user_data.fbc is not of the form fb.1.{ms}.{fbclid}.";
        if (Values(user["fbp"]).Any(value => value is null || !Browser().IsMatch(value))) yield return "user_data.fbp is not of the form fb.1.{ms}.{random}.";
    }

    /// <summary>One value or a list; <c>null</c> stands for one that is no text.</summary>
    private static IEnumerable<string?> Values(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list.Select(One),
        _ => [One(node)],
    };

    private static string? One(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Sha256();

    [GeneratedRegex("^fb\\.[0-9]\\.[0-9]{13}\\..+$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Click();

    [GeneratedRegex("^fb\\.[0-9]\\.[0-9]{13}\\.[0-9]+$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Browser();
}
