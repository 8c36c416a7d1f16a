using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Api;

[Collection(SharedMarket.Name)]
public sealed class PublicSurfaceTests(MarketFixture fixture)
{
    private readonly MarketProcesses _market = fixture.Market;

    [Fact]
    public async Task The_host_tells_that_it_lives_serves_and_which_build_it_is()
    {
        var visitor = _market.NewVisitor();

        (await visitor.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var version = (await visitor.GetFromJsonAsync<JsonObject>("/version"))!;
        ((string)version["version"]!).ShouldNotBeNullOrEmpty();
        version.ContainsKey("commit").ShouldBeTrue();
        ((DateTimeOffset)version["builtAt"]!).Year.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        var document = (await _market.NewVisitor().GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;

        document["paths"]!.AsObject().Select(path => path.Key).ShouldBe(
            ["/api/v1/auth/login", "/api/v1/leads", "/api/v1/leads/{id}/verification", "/api/v1/leads/{id}/verification/check", "/api/v1/areas/{postalCode}", "/api/v1/recent-leads", "/api/v1/board", "/api/v1/listings/{id}/unlock", "/api/v1/unlocks/{id}", "/api/v1/unlocks/{id}/upgrade"], ignoreOrder: true);
    }

    [Fact]
    public async Task Seeding_needs_the_start_up_secret()
    {
        (await _market.NewVisitor().PostAsJsonAsync("/development/seed", new { contractors = 1 })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_seeded_contractor_signs_in_to_the_api_and_any_host_accepts_the_token()
    {
        var login = await _market.NewVisitor().PostAsJsonAsync("/api/v1/auth/login", new { email = "entrepreneur@example.com", password = Seeded.Password });
        var token = (await login.Content.ReadFromJsonAsync<JsonObject>())!;
        ((DateTimeOffset)token["expiresAt"]!).ShouldBeGreaterThan(await _market.Sandbox.Now());

        var demo = new SeededContractor("", "", (string)token["accessToken"]!);

        (await new Contractor(_market.NewVisitor(host: 1), demo).Board()).Status.ShouldBe(HttpStatusCode.OK);
    }
}
