using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeadMarket.Sandbox.State;

/// <summary>Reads a request's body without trusting its size, its encoding or its JSON.</summary>
internal static class RequestBody
{
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text, or <c>null</c> when it is over 4 MB or not UTF-8.</returns>
    public static async Task<string?> Text(HttpRequest request, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var piece = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(piece, cancel)) > 0)
        {
            if (bytes.Length + read > MostBytes) return null;
            bytes.Write(piece, 0, read);
        }

        try
        {
            return Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <returns>The object sent, or <c>null</c> when the body is anything else.</returns>
    public static async Task<JsonObject?> Json(HttpRequest request, CancellationToken cancel)
    {
        if (await Text(request, cancel) is not { } text) return null;
        try
        {
            var sent = JsonNode.Parse(text) as JsonObject;
            // Walks the whole tree now: repeated names and lone surrogates show only when read.
            _ = sent?.ToJsonString();
            return sent is not null && IsStorable(sent) ? sent : null;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    // PostgreSQL's text cannot hold NUL, nor UTF-8 a lone surrogate.
    private static bool IsStorable(JsonNode? node) => node switch
    {
        JsonObject fields => fields.All(field => IsStorable(field.Key) && IsStorable(field.Value)),
        JsonArray items => items.All(IsStorable),
        JsonValue value when value.TryGetValue<string>(out var text) => IsStorable(text),
        _ => true,
    };

    /// <summary>Whether PostgreSQL can hold this text.</summary>
    public static bool IsStorable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) return false;
        try
        {
            _ = Strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
