using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Sandbox.Tests.Twilio;

internal sealed record ReceivedCallback(string Url, string Signature, IReadOnlyDictionary<string, string> Fields);

/// <summary>An application's webhook address: records what Twilio posts.</summary>
internal sealed class TwilioListener : IAsyncDisposable
{
    public const string AuthToken = "a-token-of-the-tests";
    private readonly WebApplication _app;

    private TwilioListener(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedCallback> Received { get; } = new();

    /// <summary>How many posts are still to be answered with 500.</summary>
    public int Failures;

    public string Address(string path) => _app.Urls.First() + path;

    public static async Task<TwilioListener> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var listener = new TwilioListener(app);
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            listener.Received.Enqueue(new(request.GetEncodedUrl(), request.Headers["X-Twilio-Signature"].ToString(),
                form.ToDictionary(field => field.Key, field => field.Value.ToString())));
            return Interlocked.Decrement(ref listener.Failures) >= 0 ? Results.StatusCode(500) : Results.Ok();
        });
        await app.StartAsync();
        return listener;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
