using LeadMarket.Leads.Contracts;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace LeadMarket.Web.Api;

internal static class ReceiptEndpoints
{
    /// <summary>The keys by which anyone checks a consent receipt without asking us, at the address where such keys are looked for (RFC 8615).</summary>
    public static void MapReceiptKeys(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/.well-known/jwks.json", async (HttpContext http, IMediator modules, CancellationToken cancel) =>
            {
                var keys = await modules.Send(new GetReceiptKeys(), cancel);
                if (keys.IsFailure) return ApiProblems.Refusal(keys.Error);

                // A key is in use for months; an hour is short enough to bring a new one about.
                http.Response.Headers[HeaderNames.CacheControl] = "public, max-age=3600";
                return Results.Text(keys.Value.Json, "application/jwk-set+json");
            })
            .AllowAnonymous();
}
