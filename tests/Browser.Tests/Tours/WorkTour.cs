using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>A contractor at work on bought leads: the list, one lead, a return that is refused and appealed, the results; and the
/// operator who sees the case.</summary>
/// <param name="region">Where nobody else looks for leads of the service.</param>
public sealed class WorkTour(Visitor visitor, PageInspection pages, Visitor staff, PageInspection staffPages, SiteFixture site, string region)
{
    private const string Note = "Rappeler après 18 h; le panneau électrique est dans le garage. Veut comparer deux modèles avant la fin du mois.";
    private readonly LeadDesk _desk = new(visitor);
    private readonly string _why = $"Le client habite à deux rues du secteur annoncé, et mon équipe ne s’y rend pas. {Guid.NewGuid():N}";
    private IReadOnlyList<string> _unlocks = [];

    public async Task Goes()
    {
        (var buyer, _unlocks) = await Buyer.Of(site.Market, region, leads: 3);
        await visitor.SignIn(buyer.Email, Seeded.Password);
        await visitor.IsAt(PagePaths.Board);
        await WorksOnALead();
        await LooksAtTheList();
        await ReturnsALead();
        await StopsTheMailsOfReturns(buyer.Email);
        await SeesResults();
        await IsSeenByStaff();
    }

    private async Task WorksOnALead()
    {
        await _desk.Opens(_unlocks[0]);
        await visitor.Reads(visitor.Words("work.attempt.log"));
        await pages.Look(PagePaths.MyLead, "new");
        await visitor.Choose("way", "text");
        await Expect(visitor.Main.Locator(".outcomes:visible button")).ToHaveCountAsync(2);
        await _desk.Logs("call", "voicemail");
        await _desk.Logs("text", "sent");
        await _desk.Logs("text", "reached");

        await _desk.Moves("quoted", "quoted", "beaucoup");
        await visitor.IsRefused(visitor.Words("work.amount-invalid"));
        await pages.Look(PagePaths.MyLead, "refused");
        await _desk.Moves("won", "earned", "12 500,50");
        await visitor.Reads(visitor.Words("work.done.progress"));
        await _desk.Keeps(Note);
        await visitor.Reads(Note);
        await _desk.SetsReminder("three-days", "Envoyer la soumission révisée");
        await visitor.Reads(visitor.Words("work.done.reminder"));
        await pages.Unfold();
        await pages.Look(PagePaths.MyLead, "worked");
    }

    private async Task LooksAtTheList()
    {
        await visitor.Open(PagePaths.MyLeads);
        await Expect(visitor.Main.Locator("tbody tr")).ToHaveCountAsync(3);
        await pages.Look(PagePaths.MyLeads, "worked");
        await visitor.Main.Locator(".chips a[href*='progress=won']").ClickAsync();
        await Expect(visitor.Main.Locator("tbody tr")).ToHaveCountAsync(1);
        await pages.Look(PagePaths.MyLeads, "won");

        var file = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Main.Locator("a[href*='handler=Csv']").ClickAsync());
        file.SuggestedFilename.ShouldEndWith(".csv");
        (await File.ReadAllLinesAsync((await file.PathAsync())!)).Length.ShouldBe(4);

        await visitor.Page.GotoAsync($"{visitor.AddressOf(PagePaths.MyLeads)}?q=personne+de+ce+nom");
        await visitor.Reads(visitor.Words("work.nothing-matches"));
        await pages.Look(PagePaths.MyLeads, "none-found");
    }

    private async Task ReturnsALead()
    {
        await _desk.OpensReturn(_unlocks[1]);
        await visitor.Reads(visitor.Amount(3334));
        await pages.Look(PagePaths.Return);
        await visitor.Choose("way", "credit");
        await visitor.Submit();
        await visitor.IsRefused(visitor.Words("purchasing.return-reason-unknown"));
        await pages.Look(PagePaths.Return, "refused");

        await _desk.AsksToReturn(_unlocks[1], "wrong-area", "credit");
        await _desk.IsTold("denied");
        await pages.Look(PagePaths.Return, "denied");
        await _desk.Appeals(_why);
        await pages.Look(PagePaths.Return, "appealed");
        await _desk.Opens(_unlocks[1]);
        await _desk.IsTold("appealed");
        await pages.Look(PagePaths.MyLead, "appealed");
    }

    private async Task StopsTheMailsOfReturns(string email)
    {
        // The mail is in the language of the account, the page in that of its address.
        var written = await new Mail(site.Market.Sandbox).WithLink(email, PagePaths.Unsubscribe.In(SiteFixture.SeededLocale, new { key = "-" }).TrimEnd('-'));
        var link = visitor.AddressOf(PagePaths.Unsubscribe, new { key = new Uri(written).Segments[^1] });
        await visitor.Page.GotoAsync(link);
        await visitor.Reads(visitor.Words("unsubscribe.title"));
        await pages.Look(PagePaths.Unsubscribe);
        await visitor.Submit();
        await visitor.Reads(visitor.Words("unsubscribe.done.title"));
        await pages.Look(PagePaths.Unsubscribe, "done");
        await visitor.Open(PagePaths.Alerts);
        await Expect(visitor.Choice("on", "return-decided.email")).Not.ToBeCheckedAsync();
        await visitor.Page.GotoAsync($"{link}x");
        await visitor.Reads(visitor.Words("unsubscribe.unknown.title"));
        await pages.Look(PagePaths.Unsubscribe, "unknown");
    }

    private async Task SeesResults()
    {
        await visitor.Open(PagePaths.Results);
        await visitor.Main.Locator("[data-chart=funnel] canvas").WaitForAsync();
        await visitor.Reads(visitor.Words("results.per-dollar"));
        await pages.Unfold();
        await pages.Look(PagePaths.Results);
    }

    private async Task IsSeenByStaff()
    {
        await new Operator(staff).SignsIn();
        var desk = new ReturnsDesk(staff);
        var found = await desk.Finds(_why);
        await staffPages.Look(PagePaths.Returns);
        await desk.Denies(found, note: "");
        await staff.IsRefused(staff.Words("returns.note-missing"));
        await staffPages.Look(PagePaths.Returns, "refused");
        await desk.Denies(found, "Le code postal reçu est bien dans le secteur annoncé, que vous couvriez à l’achat.");
        await staff.Reads(staff.Words("returns.done.denied"));
        await staff.Page.GotoAsync($"{staff.AddressOf(PagePaths.Returns)}?view=all");
        await staff.Reads(_why);
        await staffPages.Look(PagePaths.Returns, "all");
    }
}
