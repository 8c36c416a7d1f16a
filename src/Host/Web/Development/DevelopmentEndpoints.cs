using System.Security.Cryptography;
using System.Text;
using LeadMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace LeadMarket.Web.Development;

/// <summary>What only the Sandbox may ask for. Not mapped unless the host runs in sandbox mode, which Production refuses.</summary>
internal static class DevelopmentEndpoints
{
    private const string SecretHeader = "X-Sandbox-Secret";

    public static void MapDevelopment(this WebApplication app)
    {
        var sandbox = app.Services.GetRequiredService<SandboxMode>();
        if (!sandbox.IsOn || sandbox.Secret is not { Length: > 0 } secret) return;

        app.MapPost("/development/seed", async (SeedOrder order, HttpContext http, Seeding seeding, CancellationToken cancel) =>
                Knows(secret, http) ? Results.Json(await seeding.Seed(order, cancel)) : Results.NotFound())
            .AllowAnonymous();
        app.MapGet("/development/endpoints", async (HttpContext http, PageLoader pages) =>
                Knows(secret, http) ? Results.Json(await new EndpointList(pages, ((IEndpointRouteBuilder)app).DataSources).Read()) : Results.NotFound())
            .AllowAnonymous();
    }

    private static bool Knows(string secret, HttpContext http) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(http.Request.Headers[SecretHeader].ToString()));
}
