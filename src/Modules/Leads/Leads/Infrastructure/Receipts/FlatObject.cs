using System.Text.Json;
using System.Text.Unicode;

namespace LeadMarket.Leads.Infrastructure.Receipts;

/// <summary>Reads a JSON object of texts and nothing else, with one meaning only.</summary>
internal static class FlatObject
{
    /// <summary>The members' values in the order of <paramref name="names"/>, or <c>null</c> unless exactly these are there, each once.</summary>
    /// <remarks>Two readers of one document may pick different ones of two members with the same name, and an escape is a second way
    /// of writing a letter: both are refused.</remarks>
    public static string[]? Read(ReadOnlySpan<byte> utf8, params ReadOnlySpan<string> names)
    {
        if (!Utf8.IsValid(utf8)) return null;
        try
        {
            return ReadMembers(new Utf8JsonReader(utf8), names);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string[]? ReadMembers(Utf8JsonReader json, ReadOnlySpan<string> names)
    {
        var values = new string?[names.Length];
        if (!json.Read() || json.TokenType is not JsonTokenType.StartObject) return null;
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var member = json.ValueIsEscaped ? -1 : names.IndexOf(json.GetString()!);
            if (member < 0 || values[member] is not null) return null;
            if (!json.Read() || json.TokenType is not JsonTokenType.String || json.ValueIsEscaped) return null;
            values[member] = json.GetString();
        }

        var ended = json.TokenType is JsonTokenType.EndObject && !json.Read();
        return ended && values.All(value => value is not null) ? values.OfType<string>().ToArray() : null;
    }
}
