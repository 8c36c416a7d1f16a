using System.Net;
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
            [StripeWebhook.Sign(body, now.AddMinutes(-6))],
            [StripeWebhook.Sign(body, now.AddMinutes(6))],
            [StripeWebhook.Sign(body, now).Replace("v1=", "v0=", StringComparison.Ordinal)],
            [StripeWebhook.Sign(body + " ", now)],
            [StripeWebhook.Sign(body, now, "whsec_other")],
            [StripeWebhook.Sign(body, now), StripeWebhook.Sign(body, now)],
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
        var header = $"{StripeWebhook.Sign(body, now, "whsec_old")},{StripeWebhook.Sign(body, now).Split(',')[1]}";

        (await Post(body, header)).ShouldBe(HttpStatusCode.OK);

        (await Stored(id)).ShouldBe(1);
    }

    [Fact]
    public async Task A_live_event_is_refused_in_test_mode()
    {
        var id = NewId();
        var body = Event(id).Replace("\"livemode\":false", "\"livemode\":true", StringComparison.Ordinal);

        (await Post(body, StripeWebhook.Sign(body, await _market.Sandbox.Now()))).ShouldBe(HttpStatusCode.BadRequest);

        (await Stored(id)).ShouldBe(0);
    }

    private Task<HttpStatusCode> Post(string body, params IEnumerable<string> signatures) => StripeWebhook.Post(_market.NewVisitor(), body, signatures);

    private Task<int> Stored(string id) => fixture.Ledger.Value<int>("select count(*)::int from billing.stripe_events where id = @id", new { id });

    private static string NewId() => $"evt_{Guid.NewGuid():N}";

    // An event of a session that nobody knows: stored, looked up at Stripe, and found to be nothing of ours.
    private static string Event(string id) =>
        $$"""{"id":"{{id}}","object":"event","api_version":"2026-10-28.endive","created":1790000000,"livemode":false,"type":"{{Type}}","data":"""
        + """{"object":{"id":"cs_test_unknown","object":"checkout.session"}}}""";
}
