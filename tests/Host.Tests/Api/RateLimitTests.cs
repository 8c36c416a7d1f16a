using System.Net;
using System.Text;
using System.Text.Json.Nodes;
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
    private const string Plan = "/fr/forfait";

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
    public async Task Coupons_are_tried_five_times_a_minute_by_an_account_from_wherever_and_at_an_address_by_whomever()
    {
        var seeded = await fixture.Market.Sandbox.Seed(contractors: 2, leads: 1);
        var listing = seeded.Leads[0].ListingId;
        for (var n = 1; n <= 5; n++) (await From($"203.0.113.{n}", seeded.Contractors[0]).Unlock(listing, "WRONG-CODE")).Code.ShouldBe("coupons.not-applicable");
        (await From("203.0.113.6", seeded.Contractors[0]).Unlock(listing, "WRONG-CODE")).Code.ShouldBe("request.too-many");

        var other = From("203.0.113.1", seeded.Contractors[1]);
        for (var n = 1; n <= 4; n++) (await other.Unlock(listing, "WRONG-CODE")).Code.ShouldBe("coupons.not-applicable");
        (await other.Unlock(listing, "WRONG-CODE")).Code.ShouldBe("request.too-many", "the address was used once before");
    }

    [Fact]
    public async Task A_contractor_makes_us_call_Stripe_thirty_times_a_minute_and_slows_down_nobody_else()
    {
        var seeded = await fixture.Market.Sandbox.Seed(contractors: 2, leads: 1);
        var eager = new Contractor(fixture.Market.NewVisitor(), seeded.Contractors[0]);
        var page = new Browsing(fixture.Market.NewVisitor());
        await page.SignIn(seeded.Contractors[0].Email);
        await page.Open("/fr/compte/cartes");
        for (var n = 0; n < 10; n++) (await eager.AskForUnlock(Guid.NewGuid().ToString())).Status.ShouldBe(HttpStatusCode.NotFound);
        for (var n = 0; n < 10; n++) (await eager.Send(HttpMethod.Post, $"/api/v1/unlocks/{Guid.NewGuid()}/upgrade", new JsonObject())).Status.ShouldBe(HttpStatusCode.NotFound);
        for (var n = 0; n < 5; n++) await page.Open($"{Plan}?back=cards");
        page.Status.ShouldBe(HttpStatusCode.SeeOther);
        await page.Open("/fr/compte/cartes");
        for (var n = 0; n < 5; n++)
        {
            await page.Open("/fr/compte/cartes");
            await page.Send("handler=Add");
            page.Status.ShouldBe(HttpStatusCode.SeeOther);
        }

        (await eager.AskForUnlock(seeded.Leads[0].ListingId)).Code.ShouldBe("request.too-many");
        (await eager.Send(HttpMethod.Post, $"/api/v1/unlocks/{Guid.NewGuid()}/upgrade", new JsonObject())).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await page.Open($"{Plan}?back=cards");
        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        page.RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        page.Says.ShouldNotBeEmpty();
        await page.Open(Plan);
        page.Status.ShouldBe(HttpStatusCode.OK, "looking calls nobody");
        await page.Open("/fr/compte/cartes");
        await page.Send("handler=Add");
        page.Status.ShouldBe(HttpStatusCode.TooManyRequests);

        (await new Contractor(fixture.Market.NewVisitor(), seeded.Contractors[1]).Unlock(seeded.Leads[0].ListingId)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_fourth_registration_of_a_minute_is_told_when_to_come_back_and_its_mail_can_still_be_asked_for_three_times()
    {
        var visitor = new Browsing(fixture.Market.NewVisitor());
        const string registration = "/fr/entrepreneurs/inscription";
        string[] mails = ["/fr/entrepreneurs/inscription/courriel", "/fr/mot-de-passe", "/en/password"];
        foreach (var page in (string[])[registration, registration, registration, .. mails])
        {
            await visitor.Open(page);
            await visitor.Send("", ("email", ""));
            visitor.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, page);
        }

        foreach (var page in (string[])[registration, .. mails])
        {
            await visitor.Open(page);
            await visitor.Send("", ("email", "quelquun@example.com"));
            visitor.Status.ShouldBe(HttpStatusCode.TooManyRequests, page);
        }
    }

    /// <summary>Loopback may say who the visitor is, as a proxy does.</summary>
    private Contractor From(string address, SeededContractor account)
    {
        var visitor = fixture.Market.NewVisitor();
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return new Contractor(visitor, account);
    }

    private async Task<HttpResponseMessage> SubmitLead()
    {
        using var form = new StringContent("{}", Encoding.UTF8, "application/json");
        return await fixture.Market.NewVisitor().PostAsync("/api/v1/leads", form);
    }
}
