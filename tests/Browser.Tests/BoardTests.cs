using System.Text.RegularExpressions;
using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

/// <summary>The board as somebody uses it all day: narrowed, come back to, paused, and told of what is new.</summary>
[Collection(SharedSite.Name)]
public sealed class BoardTests(SiteFixture site)
{
    [Fact]
    public Task What_comes_while_one_reads_is_announced_and_nothing_moves() =>
        Task.WhenAll(HearsOfNewLeads("fr", "nord-du-quebec"), HearsOfNewLeads("en", "abitibi-temiscamingue"));

    [Fact]
    public Task A_narrowed_board_is_an_address_whose_filters_come_off_one_by_one() =>
        Task.WhenAll(Narrows("fr", "monteregie"), Narrows("en", "outaouais"));

    [Fact]
    public Task A_paused_contractor_sees_the_board_and_resumes_where_they_stand() => Task.WhenAll(Pauses("fr"), Pauses("en"));

    private async Task HearsOfNewLeads(string locale, string region)
    {
        await using var visitor = await SignedIn(locale);
        var pages = new PageInspection(visitor);
        await visitor.Page.GotoAsync($"{visitor.AddressOf(PagePaths.Board)}?service=heat-pump&area={region}");
        await visitor.Reads(visitor.Words("board.nothing-matches"));
        var bar = visitor.Page.Locator(".board-news a");
        await Expect(bar).ToBeHiddenAsync();

        // Elsewhere or another service: not what this board is about.
        await site.Market.Sandbox.Seed(contractors: 0, leads: 1, region: region, service: "solar-panels");
        await site.Market.Sandbox.Seed(contractors: 0, leads: 1, region: region, service: "heat-pump");
        await Expect(bar).ToContainTextAsync(visitor.Words("board.news.one", 1));
        await pages.Look(PagePaths.Board, "news");

        // A line that was cut is taken up again, and what came meanwhile is told of.
        await visitor.Page.Context.SetOfflineAsync(true);
        await site.Market.Sandbox.Seed(contractors: 0, leads: 1, region: region, service: "heat-pump");
        await visitor.Page.Context.SetOfflineAsync(false);
        await Expect(bar).ToContainTextAsync(visitor.Words("board.news.other", 2));

        await bar.ClickAsync();
        await Expect(visitor.Main.Locator(".lead-card")).ToHaveCountAsync(2);
        await EndsWith(visitor, $"service=heat-pump&area={region}");
        pages.Found.Concat(visitor.Complaints).ShouldBeEmpty();
    }

    private async Task Narrows(string locale, string region)
    {
        await site.Market.Sandbox.Seed(contractors: 0, leads: 26, region: region, service: "heat-pump");
        await using var visitor = await SignedIn(locale);
        var pages = new PageInspection(visitor);
        await Filters(visitor).ClickAsync();
        await visitor.Main.Locator("select[name=service]").SelectOptionAsync("heat-pump");
        await visitor.Main.Locator("select[name=area]").SelectOptionAsync(region);
        await visitor.Main.Locator(".filters button").ClickAsync();
        // What was left alone is not in the address.
        await EndsWith(visitor, $"?service=heat-pump&area={region}");
        await Expect(visitor.Main.Locator(".board-chips a")).ToHaveCountAsync(2);
        await pages.Unfold();
        await pages.Look(PagePaths.Board, "filtered");

        await visitor.Main.GetByRole(AriaRole.Link, new() { Name = visitor.Words("board.sort.budget") }).ClickAsync();
        await visitor.Main.Locator("a[rel=next]").ClickAsync();
        await EndsWith(visitor, $"service=heat-pump&area={region}&sort=budget&cursor=*");
        await visitor.Main.Locator(".board-chips a").First.ClickAsync();
        await EndsWith(visitor, $"?area={region}&sort=budget");

        await visitor.Page.GotoAsync($"{visitor.AddressOf(PagePaths.Board)}?area=ZZZ&age=24&sort=oldest&mode=exclusive");
        await visitor.Reads(visitor.Words("board.nothing-matches"));
        await Expect(visitor.Main.Locator(".board-chips a")).ToHaveCountAsync(3);
        pages.Found.Concat(visitor.Complaints).ShouldBeEmpty();
    }

    private async Task Pauses(string locale)
    {
        var lead = (await site.Market.Sandbox.Seed(contractors: 0, leads: 1, service: "heat-pump")).Leads[0].ListingId;
        await using var visitor = await SignedIn(locale);
        var pages = new PageInspection(visitor);
        await visitor.Open(PagePaths.Profile);
        await visitor.Main.Locator("form[action*='handler=Pause'] button").ClickAsync();
        await visitor.Open(PagePaths.Board);
        await visitor.Reads(visitor.Words("board.paused.text"));
        await pages.Look(PagePaths.Board, "paused");
        await visitor.Open(PagePaths.Listing, new { listing = lead });
        await visitor.Reads(visitor.Words("purchasing.paused"));
        await Expect(visitor.Main.Locator(".pay-form")).ToHaveCountAsync(0);
        await pages.Look(PagePaths.Listing, "paused");

        await visitor.Main.Locator("form[action*='handler=Resume'] button").ClickAsync();
        await visitor.Reads(visitor.Words("board.resumed"));
        await Expect(visitor.Main.Locator(".pay-form")).ToBeVisibleAsync();
        pages.Found.Concat(visitor.Complaints).ShouldBeEmpty();
    }

    /// <param name="end">What the address ends in; a star stands for anything.</param>
    private static Task EndsWith(Visitor visitor, string end) => visitor.Page.WaitForURLAsync(
        new Regex(Regex.Escape(end).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static ILocator Filters(Visitor visitor) => visitor.Main.Locator(".filters summary");

    private async Task<Visitor> SignedIn(string locale)
    {
        var account = (await site.Market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0];
        var visitor = await site.NewVisitor(locale);
        await visitor.SignIn(account.Email, Seeded.Password);
        await visitor.IsAt(PagePaths.Board);
        return visitor;
    }
}
