using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Sandbox.Tests;

/// <summary>A shop's webhook address: records what arrives and answers what the test wants.</summary>
internal sealed class WebhookListener : IAsyncDisposable
{
    public const string Secret = "whsec_test_secret_123";
    private readonly WebApplication _app;

    private WebhookListener(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Signature, string Body)> Received { get; } = new();

    /// <summary>How many posts are still to be answered with 500.</summary>
    public int Failures;

    public Uri Address => new(new Uri(_app.Urls.First()), "/webhooks/stripe");

    public IReadOnlyList<string> Types => [.. Received.Select(webhook => JsonNode.Parse(webhook.Body)!.Text("type"))];

    public static async Task<WebhookListener> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var listener = new WebhookListener(app);
        app.MapPost("/webhooks/stripe", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            listener.Received.Enqueue((request.Headers["Stripe-Signature"].ToString(), await reader.ReadToEndAsync()));
            return Interlocked.Decrement(ref listener.Failures) >= 0 ? Results.StatusCode(500) : Results.Ok();
        });
        await app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
