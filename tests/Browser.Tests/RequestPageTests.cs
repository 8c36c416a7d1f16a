using System.Text;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

/// <summary>What a homeowner may do about their request, once it is out.</summary>
[Collection(SharedSite.Name)]
public sealed class RequestPageTests(SiteFixture site)
{
    private readonly Mail _mail = new(site.Market.Sandbox);

    [Fact]
    public async Task A_homeowner_sees_who_has_their_details_takes_them_back_from_one_and_ends_the_request()
    {
        var homeowner = Homeowner.At("G4X 1A1");
        await new Requests(site.Market).SendConfirmed(homeowner, "fr");
        var buyers = await new Competitors(site.Market).Buy(QuickRequest.Service, "gaspesie-iles-de-la-madeleine", contractors: 2);
        await using var visitor = await site.NewVisitor("fr");
        var page = new RequestPage(visitor, _mail, homeowner);
        await page.Open();
        await page.SaysListed(buyers: 2);

        await page.WithdrawsFrom("Rénovation 1");
        await visitor.Reads(visitor.Words("request.done.buyer"));
        await Expect(page.Buyer("Rénovation 1")).ToContainTextAsync(visitor.Words("request.who.withdrawn"));
        await Expect(page.Buyer("Rénovation 2")).Not.ToContainTextAsync(visitor.Words("request.who.withdrawn"));
        await _mail.To(buyers[0], "Ne communiquez plus avec ce client");

        await ReportsProblem(visitor, page);
        var outcome = await page.Unfold("outcome");
        await outcome.GetByLabel("Rénovation 2").CheckAsync();
        await outcome.Locator("button[type=submit]").ClickAsync();
        await visitor.Reads(visitor.Words("request.done.outcome"));

        await page.Do("close");
        await visitor.Reads(visitor.Words("request.status.closed", page.Has(1)));
        await Expect(visitor.Main.Locator("#close")).ToHaveCountAsync(0);
        await TakesEverything(visitor, page, homeowner);

        await ChecksReceipt(visitor, await page.SavesReceipt());
        visitor.Complaints.ShouldBeEmpty();
        visitor.Abroad.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_JavaScript_a_homeowner_replaces_their_link_and_has_everything_erased()
    {
        var homeowner = Homeowner.At("G7H 1A1");
        await new Requests(site.Market).SendConfirmed(homeowner, "en");
        var buyers = await new Competitors(site.Market).Buy(QuickRequest.Service, "saguenay-lac-saint-jean", contractors: 1);
        await using var visitor = await site.NewVisitor("en", javaScript: false);
        var page = new RequestPage(visitor, _mail, homeowner);
        await page.Open();
        await page.SaysListed(buyers: 1);

        await page.Do("link");
        await visitor.Reads(visitor.Words("request.done.link"));
        var (current, old) = (visitor.Page.Url, visitor.AddressOf(PagePaths.Request, new { key = page.Key }));
        await visitor.Page.GotoAsync(old);
        await visitor.IsTitled(visitor.Words("request.unknown.title"));
        await visitor.Page.GotoAsync(current);

        await visitor.Main.Locator("p.action-link a").ClickAsync();
        var erase = visitor.Main.Locator("form button.btn-danger");
        await erase.ClickAsync();
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("request.erase-unticked"));
        await visitor.Choose("understood", "true");
        await erase.ClickAsync();
        await visitor.IsTitled(visitor.Words("request.erased.title"));
        (await visitor.Page.ContentAsync()).ShouldNotContain(homeowner.Email);
        await _mail.To(buyers[0], "Détruisez les coordonnées de ce client");
        visitor.Complaints.ShouldBeEmpty();
        visitor.Abroad.ShouldBeEmpty();
    }

    private static async Task ReportsProblem(Visitor visitor, RequestPage page)
    {
        await page.Do("problem");
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("leads.problem-kind-unknown"));
        var problem = visitor.Main.Locator("#problem form");
        await problem.Locator("[value=too-many-calls]").CheckAsync();
        await problem.Locator("select").SelectOptionAsync(new SelectOptionValue { Label = "Rénovation 1" });
        await problem.Locator("textarea").FillAsync("Six appels en une journée.");
        await problem.Locator("button[type=submit]").ClickAsync();
        await visitor.Reads(visitor.Words("request.done.problem"));
    }

    /// <summary>One file holds what is kept, who has it and what was sent.</summary>
    private static async Task TakesEverything(Visitor visitor, RequestPage page, Homeowner homeowner)
    {
        await page.Unfold("held");
        var saved = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Main.Locator("#held a[href$='handler=Export']").ClickAsync());
        saved.SuggestedFilename.ShouldBe(visitor.Words("request.export.file"));
        var held = await File.ReadAllTextAsync(await saved.PathAsync());
        foreach (var known in new[] { homeowner.Name, homeowner.Email, homeowner.Phone, "Rénovation 1", "Six appels en une journée." }) held.ShouldContain(known);
    }

    /// <summary>Anybody can check it, pasted or as a file; one character more or less and it is worth nothing.</summary>
    private static async Task ChecksReceipt(Visitor visitor, string receipt)
    {
        await visitor.Open(PagePaths.ConsentReceipt);
        await visitor.Fill("receipt", receipt);
        await visitor.Submit();
        var verdict = visitor.Main.Locator(".verdict");
        await Expect(verdict).ToContainTextAsync(visitor.Words("receipt.genuine"));
        await Expect(verdict).ToBeFocusedAsync();
        await Expect(verdict).ToContainTextAsync("J’autorise Boréwatt");

        await visitor.Fill("receipt", "");
        await visitor.Field("file").SetInputFilesAsync(new FilePayload
        {
            Name = "preuve.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(RequestPage.Altered(receipt)),
        });
        await visitor.Submit();
        await Expect(verdict).ToContainTextAsync(visitor.Words("receipt.false"));
    }
}
