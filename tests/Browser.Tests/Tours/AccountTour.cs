using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>A contractor's own account: profile, coverage, alerts, cards, and then its security.</summary>
public sealed class AccountTour(Visitor visitor, PageInspection pages, SiteFixture site)
{
    public async Task Goes()
    {
        var email = (await site.Market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0].Email;
        await visitor.SignIn(email, Seeded.Password);
        await visitor.IsAt(PagePaths.Board);

        await DescribesTheCompany();
        await CoversByAreaAndDistance();
        await ChoosesAlerts();
        await KeepsCards();
        await new SecurityTour(visitor, pages, site.Market.Sandbox, email).Goes();
    }

    private async Task DescribesTheCompany()
    {
        await visitor.Open(PagePaths.Profile);
        await pages.Look(PagePaths.Profile);
        await visitor.Fill("company", "");
        await visitor.Fill("licence", "12-34");
        await Saves();
        await visitor.IsRefused(visitor.Words("purchasing.licence-invalid"));
        await pages.Look(PagePaths.Profile, "refused");

        await visitor.Fill("company", "Chauffage et climatisation Laframboise-Desrochers & fils inc.");
        await visitor.Fill("licence", "5654 3210 01");
        foreach (var language in new[] { "fr", "en" }) await visitor.Choose("languages", language);
        await visitor.Choose("locale", visitor.Locale);
        await Saves();
        await visitor.Reads(visitor.Words("profile.saved"));
        await Expect(visitor.Field("licence")).ToHaveValueAsync("5654-3210-01");

        await visitor.Main.Locator("form[action*='handler=Pause'] button").ClickAsync();
        await visitor.Reads(visitor.Words("profile.paused.done"));
        await pages.Look(PagePaths.Profile, "paused");
        await visitor.Main.Locator("form[action*='handler=Resume'] button").ClickAsync();
        await visitor.Reads(visitor.Words("profile.resumed.done"));
    }

    private async Task CoversByAreaAndDistance()
    {
        await visitor.Open(PagePaths.Coverage);
        await pages.Unfold();
        await visitor.Fill("areas", "H2X, g1r, M5V");
        await visitor.Fill("distanceKm", "30");
        await visitor.Fill("base", "J4B 5E4");
        await visitor.Main.Locator("button[formaction*='handler=Count']").ClickAsync();
        await visitor.Reads("Boucherville");
        await pages.Look(PagePaths.Coverage, "counted");

        await visitor.Submit();
        await visitor.IsRefused(visitor.Words("purchasing.area-unknown"));
        await pages.Look(PagePaths.Coverage, "refused");
        await visitor.Fill("areas", "H2X g1r");
        await visitor.Submit();
        await visitor.IsAt(PagePaths.Board);
    }

    private async Task ChoosesAlerts()
    {
        await visitor.Open(PagePaths.Alerts);
        await pages.Look(PagePaths.Alerts);
        await visitor.Choose("on", "new-lead.text");
        await visitor.Submit();
        await visitor.Reads(visitor.Words("alerts.saved"));
        await Expect(visitor.Choice("on", "new-lead.text")).ToBeCheckedAsync();
    }

    private async Task KeepsCards()
    {
        await visitor.Open(PagePaths.Cards);
        await visitor.Reads(visitor.Words("cards.none"));
        await pages.Look(PagePaths.Cards, "empty");
        foreach (var card in new[] { TestCards.Visa, TestCards.FailsLater })
        {
            await Press("Add");
            await new PaymentPage(visitor).PayWith(card);
            await visitor.Reads(visitor.Words("cards.added"));
        }

        await pages.Unfold();
        await pages.Look(PagePaths.Cards);
        await Press("Prefer");
        await visitor.Reads(visitor.Words("cards.preferred"));
        await visitor.Main.Locator("details.confirm > summary").First.ClickAsync();
        await visitor.Main.Locator("details.confirm button").First.ClickAsync();
        await visitor.Reads(visitor.Words("cards.forgotten"));
        await Expect(visitor.Main.Locator(".kept-card")).ToHaveCountAsync(1);
    }

    private Task Saves() => visitor.Main.Locator(".form-actions button").ClickAsync();

    private Task Press(string handler) => visitor.Main.Locator($"form[action*='handler={handler}'] button").ClickAsync();
}
