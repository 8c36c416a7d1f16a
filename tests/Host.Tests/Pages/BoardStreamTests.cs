using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Pages;

/// <summary>The stream that tells an open board of new leads.</summary>
[Collection(SharedMarket.Name)]
public sealed class BoardStreamTests(MarketFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task It_counts_what_came_since_the_board_was_loaded_and_what_comes_then()
    {
        var visitor = await SignedIn();
        var before = (await _market.Sandbox.Now()).ToUnixTimeMilliseconds();
        await _market.Sandbox.Seed(contractors: 0, leads: 1, region: "mauricie", service: "solar-panels");
        using var stream = await Open(visitor, $"?service=solar-panels&area=mauricie&since={before}");
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());

        stream.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        await Reads(lines, "data: 1");
        await _market.Sandbox.Seed(contractors: 0, leads: 1, region: "mauricie", service: "solar-panels");
        await Reads(lines, "data: 2");
    }

    [Fact]
    public async Task An_account_keeps_a_few_open_and_one_that_is_left_makes_room()
    {
        var visitor = await SignedIn();
        var open = new List<HttpResponseMessage>();
        for (var n = 0; n < 4; n++) open.Add(await Open(visitor, "?since=nonsense"));
        open.ShouldAllBe(stream => stream.StatusCode == HttpStatusCode.OK);
        using (var tooMany = await Open(visitor, "")) tooMany.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        open[0].Dispose();
        await Eventually.Holds(async () =>
        {
            using var again = await Open(visitor, "");
            return again.StatusCode == HttpStatusCode.OK;
        }, Patience, "a stream that was left makes room");
        foreach (var stream in open) stream.Dispose();
    }

    [Fact]
    public async Task Nobody_listens_without_signing_in()
    {
        using var answer = await Open(_market.NewVisitor(), "");
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldStartWith("/fr/connexion?");
    }

    private static Task<HttpResponseMessage> Open(HttpClient visitor, string query) =>
        visitor.GetAsync("/board/live" + query, HttpCompletionOption.ResponseHeadersRead);

    private static async Task Reads(StreamReader lines, string expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line == expected) return;
        }

        throw new InvalidOperationException($"The stream ended without '{expected}'.");
    }

    private async Task<HttpClient> SignedIn()
    {
        var account = (await _market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0];
        var visitor = _market.NewVisitor();
        await new Browsing(visitor).SignIn(account.Email);
        return visitor;
    }
}
