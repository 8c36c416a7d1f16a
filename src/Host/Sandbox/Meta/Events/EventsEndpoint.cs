using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Meta.Wire;
using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Meta.Events;

/// <summary>The Conversions API: <c>POST /v26.0/{pixel}/events</c>. One bad event refuses the whole request.</summary>
internal static class EventsEndpoint
{
    private const int MostEvents = 1000;

    public static async Task<IResult> Take(string pixel, HttpRequest request, EventBook book, SandboxClock clock, CancellationToken cancel)
    {
        var sent = await RequestBody.Json(request, cancel);
        if (Token(request, sent) is not { } token || !token.StartsWith("EAA", StringComparison.Ordinal)) return MetaRefusal.NoToken.Answer();
        if (pixel.Length is < 5 or > 20 || !pixel.All(char.IsAsciiDigit)) return MetaRefusal.NoPixel(pixel).Answer();
        if (sent?["data"] is not JsonArray { Count: > 0 } data) return Bad("Param data must be a list of at least one event.");
        if (data.Count > MostEvents) return Bad($"Param data holds {data.Count} events; a request takes at most {MostEvents}.");

        var testCode = Control.Text(sent, "test_event_code");
        var taken = new List<StoredEvent>(data.Count);
        var warnings = new List<string>();
        foreach (var node in data)
        {
            var (read, refusal) = EventReader.Read(node, clock.GetUtcNow());
            if (read is null) return refusal!.Answer();
            warnings.AddRange(EventReader.Warnings(read, taken.Count));
            taken.Add(new()
            {
                Source = StoredEvent.Server, Pixel = pixel, EventName = read.Name, EventId = read.Id, EventTime = read.Time, Url = read.Url,
                UserData = read.UserData.ToJsonString(), CustomData = read.CustomData?.ToJsonString(), TestEventCode = testCode,
            });
        }

        await book.Add(taken, cancel);
        return Results.Ok(new { events_received = taken.Count, messages = warnings, fbtrace_id = MetaRefusal.NewTrace() });
    }

    /// <summary>In the address, in the body, or as Bearer: the Graph API takes each.</summary>
    private static string? Token(HttpRequest request, JsonObject? sent)
    {
        if (request.Query["access_token"].ToString() is { Length: > 0 } inAddress) return inAddress;
        if (sent is not null && Control.Text(sent, "access_token") is { } inBody) return inBody;
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : null;
    }

    private static IResult Bad(string message) => new MetaRefusal(400, 100, "OAuthException", $"(#100) {message}").Answer();
}
