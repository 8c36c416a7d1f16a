using System.Security.Cryptography;
using System.Text.Json;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LeadMarket.Web.Api;

/// <summary>What anybody may know of the market: where it serves, and what happened lately.</summary>
internal static class MarketEndpoints
{
    // Postal areas change with a new market file, so with a deployment.
    private static readonly TimeSpan AreaFreshness = TimeSpan.FromDays(1);

    /// <param name="Area">What of the postal code names it: <c>H2X</c>.</param>
    /// <param name="RegionName">In the caller's language.</param>
    private sealed record AreaAnswer(string Area, string Place, string Region, string RegionName);

    public static void MapMarket(this IEndpointRouteBuilder api)
    {
        api.MapGet("/areas/{postalCode}", (string postalCode, HttpContext http, Market market, Texts texts) =>
            {
                Keep(http, AreaFreshness);
                return market.FindArea(postalCode) is { } area
                    ? Results.Ok(new AreaAnswer(area.Code, area.Place, area.RegionKey, Places.RegionOf(area, market, texts.Locale)))
                    : ApiProblems.Refusal(Error.NotFound("leads.postal-code-unknown"));
            })
            .Produces<AreaAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .AllowAnonymous();

        api.MapGet("/recent-leads", async (HttpContext http, RecentActivity activity, IOptions<JsonOptions> json, CancellationToken cancel) =>
            {
                var recent = JsonSerializer.SerializeToUtf8Bytes(await activity.Read(cancel), json.Value.SerializerOptions);
                Keep(http, RecentActivity.Freshness);
                var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(recent))[..16]}\"");
                return Results.Bytes(recent, "application/json; charset=utf-8", entityTag: tag);
            })
            .Produces<Activity>()
            .AllowAnonymous();
    }

    private static void Keep(HttpContext http, TimeSpan freshness)
    {
        http.Response.GetTypedHeaders().CacheControl = new CacheControlHeaderValue { Public = true, MaxAge = freshness };
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
    }
}
