using System.Text.RegularExpressions;
using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Who asks for quotes, and from where.</summary>
public sealed record Homeowner(string Name, string Email, string Phone, string PostalCode, string Address)
{
    public static Homeowner At(string postalCode) => new(
        "Marie-Christine Beauchamp-Villeneuve", $"marie-christine-{Guid.NewGuid():N}@example.com", "514 555-0187", postalCode, "1234, rue du Domaine-Saint-Sulpice");

    /// <summary>Whatever would let somebody reach them without paying.</summary>
    public IReadOnlyList<string> Secrets => [Name, Email, "555-0187", "5145550187", Address, PostalCode];
}

/// <summary>The four-step form as somebody in doubt fills it: forgets, mends, goes back.</summary>
public sealed class HomeownerJourney(Visitor visitor, Homeowner homeowner, PageInspection? inspection = null)
{
    private readonly IPage _page = visitor.Page;

    public async Task AsksForQuotes()
    {
        await FromHome();
        await PicksHeatPump();
        await DescribesThePlace();
        await GoesBackWithoutLoss();
        await SaysBudgetAndTimeline();
        await LeavesContact();
        await IsThanked();
    }

    private async Task FromHome()
    {
        await visitor.Open(PagePaths.Home);
        await Look(PagePaths.Home);
        await visitor.Main.Locator($"a[href='{visitor.AddressOf(PagePaths.IntakeStart)}']").First.ClickAsync();
        await visitor.IsTitled(visitor.Words("intake.1.title"));
        await Look(PagePaths.IntakeStep, "1");
    }

    private async Task PicksHeatPump()
    {
        await visitor.Submit();
        await IsRefused(visitor.Words("leads.service-missing"));
        await Look(PagePaths.IntakeStep, "1-refused");
        await visitor.Choose("service", "heat-pump");
        await visitor.Submit();
        await visitor.IsTitled(visitor.Words("intake.2.title"));
    }

    private async Task DescribesThePlace()
    {
        var ducts = visitor.Choice("answers.ducts", "partly");
        await Expect(ducts).ToBeHiddenAsync();
        await Look(PagePaths.IntakeStep, "2");
        await visitor.Fill("postalCode", "12345");
        await visitor.Choose("answers.current-heating", "fuel-furnace");
        // With JavaScript the question that depends on this one is there at once; without, the next page asks it.
        if (!await ducts.IsVisibleAsync()) await visitor.Submit();
        await ducts.CheckAsync();
        await visitor.Fill("answers.floor-area", "1850");
        await visitor.Choose("answers.goals", "winter-heating");
        await visitor.Choose("answers.goals", "drop-fuel");
        await visitor.Submit();

        await IsRefused(visitor.Words("leads.postal-code-malformed"));
        await Expect(visitor.Field("postalCode")).ToHaveValueAsync("12345");
        await Look(PagePaths.IntakeStep, "2-refused");
        await visitor.Fill("postalCode", homeowner.PostalCode.ToLowerInvariant());
        await visitor.Submit();
        await visitor.IsTitled(visitor.Words("intake.3.title"));
    }

    private async Task GoesBackWithoutLoss()
    {
        await visitor.Choose("budget", "10000-to-20000");
        await visitor.Choose("quotes", "2");
        await _page.Locator("button[name=go][value=back]").ClickAsync();

        await visitor.IsTitled(visitor.Words("intake.2.title"));
        await Expect(visitor.Choice("answers.current-heating", "fuel-furnace")).ToBeCheckedAsync();
        await Expect(visitor.Choice("answers.ducts", "partly")).ToBeCheckedAsync();
        await Expect(visitor.Choice("answers.goals", "drop-fuel")).ToBeCheckedAsync();
        await Expect(visitor.Field("answers.floor-area")).ToHaveValueAsync("1850");
        await visitor.Submit();

        await visitor.IsTitled(visitor.Words("intake.3.title"));
        await Expect(visitor.Choice("budget", "10000-to-20000")).ToBeCheckedAsync();
        await Expect(visitor.Choice("quotes", "2")).ToBeCheckedAsync();
    }

    private async Task SaysBudgetAndTimeline()
    {
        await Look(PagePaths.IntakeStep, "3");
        await visitor.Choose("timeline", "one-month");
        await visitor.Submit();
        await visitor.IsTitled(visitor.Words("intake.4.title"));
    }

    private async Task LeavesContact()
    {
        await Look(PagePaths.IntakeContact);
        await visitor.Fill("name", homeowner.Name);
        await visitor.Fill("email", homeowner.Email);
        await visitor.Fill("phone", "514 555");
        await visitor.Fill("address", homeowner.Address);
        await visitor.Submit();

        await IsRefused(visitor.Words("leads.consent-missing"));
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("leads.phone-malformed"));
        await Expect(visitor.Field("name")).ToHaveValueAsync(homeowner.Name);
        await Look(PagePaths.IntakeContact, "refused");

        await visitor.Fill("phone", homeowner.Phone);
        var consent = visitor.Choice("consentToContact", "true");
        await Expect(visitor.Main.Locator("label:has([name=consentToContact])")).ToContainTextAsync(
            visitor.Locale == "fr" ? "(nombre maximal : 2)" : "(maximum number: 2)");
        await consent.CheckAsync();
        await visitor.Submit();
    }

    private async Task IsThanked()
    {
        await visitor.IsTitled(visitor.Words("thanks.title"));
        await visitor.Reads(visitor.Locale == "fr" ? "Thermopompe" : "Heat pump");
        await visitor.Reads(visitor.Words("thanks.lead.other", 2));
        await Look(PagePaths.IntakeThanks);
    }

    /// <summary>The errors stand in a summary that has the focus, and beside the field; the title says so too.</summary>
    private async Task IsRefused(string because)
    {
        await Expect(visitor.ErrorSummary).ToContainTextAsync(because);
        await Expect(visitor.ErrorSummary).ToBeFocusedAsync();
        await Expect(visitor.Main.Locator(".field-error").Filter(new() { HasText = because })).ToBeVisibleAsync();
        await Expect(_page).ToHaveTitleAsync(new Regex("^" + visitor.Words("form.error-prefix"), RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private Task Look(PagePath path, string? state = null) => inspection?.Look(path, state) ?? Task.CompletedTask;
}
