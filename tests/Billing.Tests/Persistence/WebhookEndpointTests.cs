using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LeadMarket.Billing.Tests.Persistence;

/// <summary>The webhook over HTTP: what is answered, and what is kept.</summary>
public sealed class WebhookEndpointTests(BillingDatabase billing) : BillingTest(billing), IAsyncLifetime
{
    private WebApplication? _host;

    private string Body => """{"id":"evt_PURCHASE","type":"charge.refunded","created":1790000000,"livemode":false,"data":{"object":{"id":"ch_1"}}}"""
        .Replace("PURCHASE", Purchase.ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task A_signed_event_is_kept_as_it_was_signed_and_answered_with_200()
    {
        (await Post(Body, Sign(Body))).ShouldBe(HttpStatusCode.OK);
        (await Post(Body, Sign(Body))).ShouldBe(HttpStatusCode.OK);

        (await Billing.Truth<string>("select payload from billing.stripe_events where id = @id", new { id = $"evt_{Purchase}" })).ShouldBe(Body);
    }

    [Fact]
    public async Task Bad_missing_stale_and_doubled_signatures_are_answered_with_400_and_nothing_is_kept()
    {
        (await Post(Body)).ShouldBe(HttpStatusCode.BadRequest);
        (await Post(Body, "t=1,v1=00")).ShouldBe(HttpStatusCode.BadRequest);
        (await Post(Body, Sign(Body + " "))).ShouldBe(HttpStatusCode.BadRequest);
        (await Post(Body, Sign(Body, late: 301))).ShouldBe(HttpStatusCode.BadRequest);
        (await Post(Body, Sign(Body), Sign(Body))).ShouldBe(HttpStatusCode.BadRequest);
        (await Kept()).ShouldBe(0);
    }

    [Fact]
    public async Task A_live_event_is_refused_while_our_key_is_a_test_key()
    {
        var live = Body.Replace("false", "true", StringComparison.Ordinal);

        for (var i = 0; i < 2; i++) (await Post(live, Sign(live))).ShouldBe(HttpStatusCode.BadRequest);
        (await Kept()).ShouldBe(0);
        (await Alarms("wrong-mode", "webhook")).ShouldBe(1);
    }

    [Fact]
    public async Task While_secrets_rotate_either_of_them_signs_and_a_third_does_not()
    {
        (await Post(Body, Sign(Body, secret: "whsec_next"))).ShouldBe(HttpStatusCode.OK);
        (await Post(Body, Sign(Body))).ShouldBe(HttpStatusCode.OK);
        (await Post(Body, Sign(Body, secret: "whsec_other"))).ShouldBe(HttpStatusCode.BadRequest);
        (await Kept()).ShouldBe(1);
    }

    [Fact]
    public async Task A_body_that_a_proxy_wrote_anew_or_packed_is_not_what_was_signed()
    {
        var spaced = Body.Replace(",", ", ", StringComparison.Ordinal);
        (await Post(spaced, Sign(Body))).ShouldBe(HttpStatusCode.BadRequest);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Body));
        using var content = new ByteArrayContent(packed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        (await Post(content, Sign(Body))).ShouldBe(HttpStatusCode.BadRequest);
        (await Kept()).ShouldBe(0);
    }

    [Fact]
    public async Task A_body_without_a_stated_length_is_read_as_any_other()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Body));
        using var content = new StreamContent(stream);
        content.Headers.ContentLength = null;

        (await Post(content, Sign(Body))).ShouldBe(HttpStatusCode.OK);
        (await Kept()).ShouldBe(1);
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_not_read_to_its_end() =>
        (await Post(new string('x', 10_000_000), "t=1,v1=00")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddConfiguration(Billing.Configuration);
        Billing.Register(builder.Services);
        // No dispatcher: what is kept is looked at.
        builder.Services.RemoveAll<IHostedService>();
        builder.WebHost.UseTestServer();
        _host = builder.Build();
        _host.MapBilling();
        await _host.StartAsync();
    }

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    private string Sign(string body, int late = 0, string secret = "whsec_billing")
    {
        var time = (Billing.Clock.Now.ToUnixTimeSeconds() - late).ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    private async Task<HttpStatusCode> Post(string body, params string[] signatures)
    {
        using var content = new StringContent(body);
        return await Post(content, signatures);
    }

    private async Task<HttpStatusCode> Post(HttpContent content, params string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = content };
        foreach (var signature in signatures) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var response = await _host!.GetTestClient().SendAsync(request);
        return response.StatusCode;
    }

    private Task<long> Kept() => Billing.Truth<long>("select count(*) from billing.stripe_events where id = @id", new { id = $"evt_{Purchase}" });
}
