using System.Globalization;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Meta.Wire;

namespace LeadMarket.Sandbox.Meta.Events;

/// <summary>One event of a request to the Conversions API, read with Meta's rules.</summary>
internal static class EventReader
{
    private static readonly string[] Sources =
        ["email", "website", "app", "phone_call", "chat", "physical_store", "system_generated", "business_messaging", "other"];

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(7);
    private static readonly TimeSpan OldestInStore = TimeSpan.FromDays(62);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static (MetaEvent? Event, MetaRefusal? Refusal) Read(JsonNode? node, DateTimeOffset now)
    {
        if (node is not JsonObject sent) return Refuse("Invalid Event", "Each entry of data must be an object.");
        if (Text(sent, "event_name") is not { } name) return Missing("event_name");
        if (sent["event_time"] is not JsonValue time || !time.TryGetValue<long>(out var seconds) || seconds is < 0 or > 253_402_300_799) return Missing("event_time");
        if (Text(sent, "action_source") is not { } source) return Missing("action_source");
        if (!Sources.Contains(source, StringComparer.Ordinal)) return Refuse("Invalid Action Source", $"action_source must be one of {string.Join(", ", Sources)}.");

        var age = now - DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (age > (source is "physical_store" ? OldestInStore : Oldest))
        {
            return Refuse("Event Timestamp Too Old",
                "The timestamp for this event is too far in the past. Events need to be sent from your server within 7 days of when they occurred.", subcode: 2804003);
        }

        if (-age > ClockSkew) return Refuse("Event Timestamp In The Future", "The timestamp for this event is in the future.");
        if (sent["event_id"] is not null && Text(sent, "event_id") is null) return Refuse("Invalid Event ID", "event_id must be a string.");
        if (sent["user_data"] is not JsonObject user) return Missing("user_data");
        if (source is "website" && Text(sent, "event_source_url") is null) return Missing("event_source_url");
        if (source is "website" && Text(user, "client_user_agent") is null) return Missing("client_user_agent");
        if (CustomerData.RefusalFor(user) is { } refusal) return (null, refusal);
        if (sent["custom_data"] is not (null or JsonObject)) return Refuse("Invalid Custom Data", "custom_data must be an object.");

        return (new(name, Text(sent, "event_id"), seconds, Text(sent, "event_source_url"), user, sent["custom_data"]), null);
    }

    /// <returns>What the answer's <c>messages</c> say of an event that is taken all the same.</returns>
    public static IEnumerable<string> Warnings(MetaEvent taken, int position) => CustomerData.Warnings(taken.UserData)
        .Select(warning => string.Create(CultureInfo.InvariantCulture, $"data[{position}]: {warning}"));

    private static string? Text(JsonObject sent, string name) =>
        sent[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static (MetaEvent?, MetaRefusal) Missing(string name) =>
        Refuse("Missing Event Parameter", $"This event is missing the required parameter {name}, or it has the wrong type.");

    private static (MetaEvent?, MetaRefusal) Refuse(string title, string explanation, int? subcode = null) =>
        (null, MetaRefusal.Event(title, explanation, subcode));
}

/// <param name="Time">Unix seconds.</param>
internal sealed record MetaEvent(string Name, string? Id, long Time, string? Url, JsonObject UserData, JsonNode? CustomData);
