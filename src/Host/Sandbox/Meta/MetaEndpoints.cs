using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Meta.Events;
using LeadMarket.Sandbox.Meta.Pixel;
using LeadMarket.Sandbox.Meta.Wire;
using LeadMarket.Sandbox.Vendors;

namespace LeadMarket.Sandbox.Meta;

/// <summary>Meta's Conversions API and pixel at Meta's own paths, and what they were told.</summary>
internal static class MetaEndpoints
{
    private const int MostListed = 2000;

    public static IServiceCollection AddMeta(this IServiceCollection services) => services.AddSingleton<EventBook>();

    public static void MapMeta(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("").WithMetadata(new ServedBy(Vendor.Meta));
        api.MapPost("/{version:regex(^v[0-9]{{1,3}}\\.[0-9]$)}/{pixel}/events", EventsEndpoint.Take);
        api.Map("/{version:regex(^v[0-9]{{1,3}}\\.[0-9]$)}/{**rest}", (HttpRequest request) => MetaRefusal.NoPixel(request.Path).Answer());
        api.MapGet("/en_US/fbevents.js", PixelEndpoints.Script);
        api.MapGet("/tr", PixelEndpoints.Take);
        app.MapGet("/meta.json", async (EventBook book) => Results.Ok((await book.Latest(MostListed)).Select(Shown)));
    }

    private static object Shown(StoredEvent taken) => new
    {
        taken.Source,
        taken.Pixel,
        taken.EventName,
        taken.EventId,
        taken.EventTime,
        taken.Url,
        userData = JsonNode.Parse(taken.UserData),
        customData = taken.CustomData is null ? null : JsonNode.Parse(taken.CustomData),
        taken.TestEventCode,
        at = taken.At.UtcDateTime,
        taken.Counted,
    };
}
