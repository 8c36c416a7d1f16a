using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Clock;
using LeadMarket.Sandbox.Meta.Events;
using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Meta.Pixel;

/// <summary>What a browser sees of Meta: the pixel's script, and the picture it asks for with each event.</summary>
internal static class PixelEndpoints
{
    private static readonly byte[] TransparentDot = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    public static IResult Script() => Results.Stream(
        typeof(PixelEndpoints).Assembly.GetManifestResourceStream("fbevents.js")!, "application/x-javascript; charset=utf-8");

    /// <summary>Answers the picture whatever was asked, as Meta does; an event without a pixel or a name is none.</summary>
    public static async Task<IResult> Take(HttpRequest request, EventBook book, SandboxClock clock, CancellationToken cancel)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache, no-store, must-revalidate";
        if (Asked(request, "id") is { } pixel && Asked(request, "ev") is { } name)
        {
            await book.Add([new()
            {
                Source = StoredEvent.Browser, Pixel = pixel, EventName = name, EventId = Asked(request, "eid"), EventTime = clock.Seconds, Url = Asked(request, "dl"),
                UserData = User(request).ToJsonString(), CustomData = Custom(request)?.ToJsonString(),
            }], cancel);
        }

        return Results.Bytes(TransparentDot, "image/gif");
    }

    /// <summary>What Meta knows of a browser: its cookies as sent along, its name and its address.</summary>
    private static JsonObject User(HttpRequest request)
    {
        var user = new JsonObject { ["client_ip_address"] = request.HttpContext.Connection.RemoteIpAddress?.ToString() };
        if (request.Headers.UserAgent.ToString() is { Length: > 0 } agent && RequestBody.IsStorable(agent)) user["client_user_agent"] = agent;
        foreach (var name in new[] { "fbp", "fbc" })
        {
            if (Asked(request, name) is { } value) user[name] = value;
        }

        return user;
    }

    private static JsonObject? Custom(HttpRequest request)
    {
        var custom = new JsonObject();
        foreach (var name in request.Query.Keys.Where(key => key.StartsWith("cd[", StringComparison.Ordinal) && key.EndsWith(']') && RequestBody.IsStorable(key)))
            custom[name[3..^1]] = Asked(request, name);
        return custom.Count > 0 ? custom : null;
    }

    private static string? Asked(HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 and <= 2000 } text && RequestBody.IsStorable(text) ? text : null;
}
