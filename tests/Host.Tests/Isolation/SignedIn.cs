using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Isolation;

/// <summary>What a door answered.</summary>
internal sealed record Opened(HttpStatusCode Status, string Body, Uri? To);

/// <summary>A contractor signed in to pages and API alike.</summary>
internal sealed class SignedIn(MarketProcesses market, SeededContractor account)
{
    // An event stream never ends: what comes at once is enough.
    private static readonly TimeSpan FirstWords = TimeSpan.FromSeconds(2);

    private HttpClient? _session;
    private string _token = "";
    private string _bearer = "";

    /// <param name="ids">What the address's parameters are, and every field of the form.</param>
    public Task<Opened> Try(RunningEndpoint door, IReadOnlyDictionary<string, string> ids) => Send(door.Method, door.Address(name => ids[name]), ids);

    public async Task<Opened> Send(string method, string address, IReadOnlyDictionary<string, string> fields)
    {
        var api = address.StartsWith("/api/", StringComparison.Ordinal);
        if (_session is null) await SignIn();

        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (api) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _bearer);
        if (method is not ("GET" or "HEAD"))
            request.Content = api ? JsonContent.Create(fields) : new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", _token)));

        using var answer = await _session!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new Opened(answer.StatusCode, await Read(answer), answer.Headers.Location);
    }

    /// <summary>Whoever signs out, or changes a password, comes in again.</summary>
    public async Task SignIn()
    {
        _session = market.NewVisitor();
        var pages = new Browsing(_session);
        await pages.SignIn(account.Email);
        // Ending the other sessions, which is one of the doors, ends the tokens too.
        using var login = await _session.PostAsJsonAsync("/api/v1/auth/login", new { email = account.Email, password = Seeded.Password });
        _bearer = (string)(await login.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!;
        await pages.Open("/fr/couverture");
        _token = pages.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    private static async Task<string> Read(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream") return await answer.Content.ReadAsStringAsync();
        await using var stream = await answer.Content.ReadAsStreamAsync();
        using var enough = new CancellationTokenSource(FirstWords);
        var words = new byte[4096];
        try
        {
            return System.Text.Encoding.UTF8.GetString(words, 0, await stream.ReadAsync(words, enough.Token));
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }
}
