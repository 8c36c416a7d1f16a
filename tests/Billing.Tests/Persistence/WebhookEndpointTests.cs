using System.Globalization;
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

        (await Post(live, Sign(live))).ShouldBe(HttpStatusCode.BadRequest);
        (await Kept()).ShouldBe(0);
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

    private string Sign(string body, int late = 0)
    {
        var time = (Billing.Clock.Now.ToUnixTimeSeconds() - late).ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_billing"), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    private async Task<HttpStatusCode> Post(string body, params string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body) };
        foreach (var signature in signatures) request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        using var response = await _host!.GetTestClient().SendAsync(request);
        return response.StatusCode;
    }

    private Task<long> Kept() => Billing.Truth<long>("select count(*) from billing.stripe_events where id = @id", new { id = $"evt_{Purchase}" });
}
