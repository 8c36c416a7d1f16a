using System.Net;
using System.Text;
using LeadMarket.Host.Tests.Accounts;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Api;

/// <summary>A market whose limits are on, as in Production.</summary>
public sealed class LimitedMarket : IAsyncLifetime
{
    public MarketProcesses Market { get; private set; } = null!;

    public async Task InitializeAsync() => Market = await MarketProcesses.Start(new MarketSettings(
        Environment: new Dictionary<string, string>(StringComparer.Ordinal) { ["RateLimits__Enabled"] = "true" }));

    public async Task DisposeAsync()
    {
        await using (Market) await BooksAgree.Check(Market);
    }
}

public sealed class RateLimitTests(LimitedMarket fixture) : IClassFixture<LimitedMarket>
{
    [Fact]
    public async Task The_sixth_lead_and_the_sixth_coupon_of_a_minute_are_told_when_to_come_back()
    {
        var seeded = await fixture.Market.Sandbox.Seed(contractors: 1, leads: 1);
        var buyer = new Contractor(fixture.Market.NewVisitor(), seeded.Contractors[0]);
        for (var n = 0; n < 5; n++)
        {
            using var accepted = await SubmitLead();
            accepted.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await buyer.Unlock(seeded.Leads[0].ListingId, "WRONG-CODE")).Code.ShouldBe("coupons.not-applicable");
        }

        using var refused = await SubmitLead();
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await Answer.Read(refused)).Code.ShouldBe("request.too-many");

        (await buyer.Unlock(seeded.Leads[0].ListingId, "WRONG-CODE")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await buyer.Unlock(seeded.Leads[0].ListingId)).Status.ShouldBe(HttpStatusCode.Created, "without a code nothing is guessed");
    }

    [Fact]
    public async Task The_fourth_registration_or_forgotten_password_of_a_minute_is_told_when_to_come_back()
    {
        var visitor = new Browsing(fixture.Market.NewVisitor());
        foreach (var page in new[] { "/fr/entrepreneurs/inscription", "/fr/entrepreneurs/inscription", "/fr/mot-de-passe" })
        {
            await visitor.Open(page);
            await visitor.Send("", ("email", ""));
            visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }

        foreach (var page in new[] { "/fr/entrepreneurs/inscription", "/en/password", "/fr/entrepreneurs/inscription/courriel" })
        {
            await visitor.Open(page);
            await visitor.Send("", ("email", "quelquun@example.com"));
            visitor.Status.ShouldBe(HttpStatusCode.TooManyRequests, page);
        }
    }

    private async Task<HttpResponseMessage> SubmitLead()
    {
        using var form = new StringContent("{}", Encoding.UTF8, "application/json");
        return await fixture.Market.NewVisitor().PostAsync("/api/v1/leads", form);
    }
}
