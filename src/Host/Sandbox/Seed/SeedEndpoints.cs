using LeadMarket.Sandbox.State;

namespace LeadMarket.Sandbox.Seed;

/// <summary><c>POST /seed</c> {contractors, leads, plan?, region?, service?}: passed on to the host, answered in its words.</summary>
internal static class SeedEndpoints
{
    public static IServiceCollection AddSeeding(this IServiceCollection services)
    {
        // Thousands of contractors with hashed passwords take their time.
        services.AddHttpClient<HostSeeder>(client => client.Timeout = TimeSpan.FromMinutes(5));
        return services;
    }

    public static void MapSeeding(this IEndpointRouteBuilder app) => app.MapPost("/seed", async (HttpRequest request, HostSeeder host, CancellationToken cancel) =>
    {
        if (await RequestBody.Json(request, cancel) is not { } order) return Results.BadRequest(new { error = "Send a JSON object." });
        var (status, json) = await host.Seed(order.ToJsonString(), cancel);
        return Results.Text(json, "application/json", statusCode: status);
    });
}
