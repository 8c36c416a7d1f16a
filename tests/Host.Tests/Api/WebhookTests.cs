using System.Net;
using System.Security.Cryptography;
using System.Text;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Api;

[Collection(SharedMarket.Name)]
public sealed class WebhookTests(MarketFixture fixture)
{
    private const string Type = "checkout.session.completed";
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task A_bad_stale_or_missing_signature_is_refused_and_nothing_is_stored()
    {
        var id = NewId();
        var body = Event(id);
        var now = await _market.Sandbox.Now();
        string[][] headers =
        [
            [],
            [""],
            ["nonsense"],
            [$"t={now.ToUnixTimeSeconds()},v1={new string('0', 64)}"],
            [Sign(body, now.AddMinutes(-6))],
            [Sign(body, now.AddMinutes(6))],
            [Sign(body, now).Replace("v1=", "v0=", StringComparison.Ordinal)],
            [Sign(body + " ", now)],
            [Sign(body, now, "whsec_other")],
            [Sign(body, now), Sign(body, now)],
        ];

        foreach (var signature in headers) (await Post(body, signature)).ShouldBe(HttpStatusCode.BadRequest, string.Join(" | ", signature));

        (await Stored(id)).ShouldBe(0);
    }

    [Fact]
    public async Task One_matching_signature_of_several_is_enough_because_secrets_rotate()
    {
        var id = NewId();
        var body = Event(id);
        var now = await _market.Sandbox.Now();
        var header = $"{Sign(body, now, "whsec_old")},{Sign(body, now).Split(',')[1]}";

        (await Post(body, [header])).ShouldBe(HttpStatusCode.OK);

        (await Stored(id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_live_event_is_refused_in_test_mode()
    {
        var id = NewId();
        var body = Event(id).Replace("\"livemode\":false", "\"livemode\":true", StringComparison.Ordinal);

        (await Post(body, [Sign(body, await _market.Sandbox.Now())])).ShouldBe(HttpStatusCode.BadRequest);

        (await Stored(id)).ShouldBe(0);
    }

    private async Task<HttpStatusCode> Post(string body, string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var signature in signatures) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var response = await _market.NewVisitor().SendAsync(request);
        return response.StatusCode;
    }

    private Task<int> Stored(string id) => fixture.Ledger.Value<int>("select count(*)::int from billing.stripe_events where id = @id", new { id });

    private static string NewId() => $"evt_{Guid.NewGuid():N}";

    // An event of a session that nobody knows: stored, looked up at Stripe, and found to be nothing of ours.
    private static string Event(string id) =>
        $$"""{"id":"{{id}}","object":"event","api_version":"2026-10-28.endive","created":1790000000,"livemode":false,"type":"{{Type}}","data":"""
        + """{"object":{"id":"cs_test_unknown","object":"checkout.session"}}}""";

    private static string Sign(string body, DateTimeOffset at, string secret = MarketSettings.WebhookSecret)
    {
        var t = at.ToUnixTimeSeconds();
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{t}.{body}"));
        return $"t={t},v1={Convert.ToHexStringLower(mac)}";
    }
}
