using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.State;

/// <summary>Reads the fields of an order to the Sandbox itself; a wrong type reads as absent or refused, never as a crash.</summary>
internal static class Control
{
    public static string? Text(JsonObject order, string name) =>
        order[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <returns>The number, <paramref name="otherwise"/> when absent, <c>null</c> when it is not a whole number.</returns>
    public static int? Whole(JsonObject order, string name, int otherwise) => order[name] switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => null,
    };

    public static bool? Flag(JsonObject order, string name, bool otherwise) => order[name] switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => null,
    };
}
