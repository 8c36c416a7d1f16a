using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.Sandbox.Clock;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Sandbox.Tests;

/// <summary>The Sandbox itself, on a socket of its own, with a client that speaks to it as a Stripe library does.</summary>
internal sealed class RunningSandbox : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningSandbox(WebApplication app)
    {
        _app = app;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_tests");
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("tests");
    }

    public HttpClient Http { get; }

    public static async Task<RunningSandbox> Start(SandboxDatabaseFixture database, Uri? webhook = null, Uri? host = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var app = await SandboxApp.Create(["--urls", "http://127.0.0.1:0", "--environment", "Development"], configuration =>
            configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Database:ConnectionString"] = database.ConnectionString,
                ["Webhook:Url"] = webhook?.AbsoluteUri,
                ["Webhook:Secret"] = webhook is null ? null : WebhookListener.Secret,
                ["Host:Url"] = host?.AbsoluteUri,
                ["Sandbox:Secret"] = "start-up-secret",
            }.Concat(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal))));
        await app.StartAsync();
        return new RunningSandbox(app);
    }

    public async Task<(int Status, JsonNode Body, HttpResponseMessage Answer)> Post(string path, string form, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer);
    }

    public async Task<JsonNode> Get(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!;

    public async Task<JsonNode> Order(string path, object order)
    {
        var answer = await Http.PostAsJsonAsync(path, order);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>A session for $33.34, as LeadMarket opens one.</summary>
    public async Task<string> OpenSession(string extra = "")
    {
        var (status, body, _) = await Post("/v1/checkout/sessions", SessionForm + extra);
        status.ShouldBe(200, body.ToJsonString());
        return body.Text("id");
    }

    public const string SessionForm =
        "mode=payment&success_url=http%3A%2F%2Flocalhost%3A5080%2Fdone%3Fs%3D%7BCHECKOUT_SESSION_ID%7D&cancel_url=http%3A%2F%2Flocalhost%3A5080%2Fcancelled"
        + "&line_items[0][quantity]=1&line_items[0][price_data][currency]=cad&line_items[0][price_data][unit_amount]=2900&line_items[0][price_data][product_data][name]=Lead"
        + "&line_items[1][quantity]=1&line_items[1][price_data][currency]=cad&line_items[1][price_data][unit_amount]=145&line_items[1][price_data][product_data][name]=TPS"
        + "&line_items[2][quantity]=1&line_items[2][price_data][currency]=cad&line_items[2][price_data][unit_amount]=289&line_items[2][price_data][product_data][name]=TVQ";

    public Task<HttpResponseMessage> Pay(string session, string card = "4242 4242 4242 4242") => Http.PostAsync($"/c/pay/{session}",
        new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cardNumber"] = card, ["cardExpiry"] = "12 / 40", ["cardCvc"] = "123", ["cardName"] = "Zoé Gagné",
        }));

    public static string ExpiresIn(DateTimeOffset now, TimeSpan span) =>
        "&expires_at=" + (now + span).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public async Task<DateTimeOffset> Now() => DateTimeOffset.Parse((await Get("/clock")).Text("now"), CultureInfo.InvariantCulture);

    /// <summary>The Sandbox's own time, asked from within.</summary>
    public DateTimeOffset Clock => _app.Services.GetRequiredService<SandboxClock>().GetUtcNow();

    /// <summary>Ends it as Ctrl-C would.</summary>
    public Task Stop() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}

internal static class Reading
{
    public static string Text(this JsonNode node, string name) => node[name]!.GetValue<string>();

    public static string? Code(this JsonNode body) => body["error"]?["code"]?.GetValue<string>();

    /// <summary>Waits for a promise to come true, and fails when it has not within ten seconds.</summary>
    public static async Task Eventually(Func<Task<bool>> promise, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await promise())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"It did not happen within ten seconds: {what}");
            await Task.Delay(25, CancellationToken.None);
        }
    }
}
