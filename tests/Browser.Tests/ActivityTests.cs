using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

/// <summary>The quiet word that others are here too: true, small, and gone for good once it is sent away.</summary>
[Collection(SharedSite.Name)]
public sealed class ActivityTests(SiteFixture site)
{
    private const string Recent = "/api/v1/recent-leads";

    // It waits until somebody has begun to read; tests do not.
    private const int Wait = 10_000;

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Real_activity_is_shown_until_it_is_sent_away(string locale)
    {
        await site.Market.Sandbox.Seed(contractors: 0, leads: 1, region: "lanaudiere", service: "heat-pump");
        await using var visitor = await site.NewVisitor(locale);
        var toast = await OpenHome(visitor);
        await Expect(toast).ToBeVisibleAsync();
        var newest = await Newest(locale);
        await Expect(toast).ToContainTextAsync((string)newest["serviceName"]!);
        await Expect(toast).ToContainTextAsync((string)newest["town"]!);
        var pages = new PageInspection(visitor);
        await pages.Look(PagePaths.Home, "activity");

        await toast.GetByRole(AriaRole.Button, new() { Name = visitor.Words("recent.dismiss") }).ClickAsync();
        await Expect(toast).ToBeHiddenAsync();

        var askedAgain = false;
        visitor.Page.Request += (_, request) => askedAgain |= request.Url.EndsWith(Recent, StringComparison.Ordinal);
        await OpenHome(visitor);
        await Expect(toast).ToBeHiddenAsync();
        askedAgain.ShouldBeFalse();
        pages.Found.Concat(visitor.Complaints).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_recent_requests_active_regions_are_named_and_without_those_nothing_is_said()
    {
        await using var visitor = await site.NewVisitor("fr");
        var answer = """{ "leads": [], "regions": [{ "key": "estrie", "name": "Estrie" }, { "key": "laval", "name": "Laval" }] }""";
        await visitor.Page.RouteAsync($"**{Recent}", route => route.FulfillAsync(new() { ContentType = "application/json", Body = answer }));
        var toast = await OpenHome(visitor);
        await Expect(toast).ToContainTextAsync(visitor.Words("recent.regions"));
        await Expect(toast).ToContainTextAsync("Estrie, Laval");

        answer = """{ "leads": [], "regions": [] }""";
        await visitor.Page.RunAndWaitForResponseAsync(() => OpenHome(visitor), response => response.Url.EndsWith(Recent, StringComparison.Ordinal));
        await Expect(toast).ToBeHiddenAsync();
        visitor.Complaints.ShouldBeEmpty();
    }

    private static async Task<ILocator> OpenHome(Visitor visitor)
    {
        await visitor.Page.Clock.InstallAsync();
        await visitor.Open(PagePaths.Home);
        await visitor.Page.Clock.FastForwardAsync(Wait);
        return visitor.Page.Locator("[data-activity]");
    }

    private async Task<JsonNode> Newest(string locale)
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, Recent);
        question.Headers.AcceptLanguage.ParseAdd(locale);
        using var answer = await site.Market.NewVisitor().SendAsync(question);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["leads"]![0]!;
    }
}
