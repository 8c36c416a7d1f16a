using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>The four-step form as somebody in doubt fills it: forgets, mends, goes back.</summary>
public sealed class HomeownerJourney(Visitor visitor, Homeowner homeowner, Sandbox sandbox, PageInspection? inspection = null)
{
    private readonly IPage _page = visitor.Page;

    public async Task AsksForQuotes()
    {
        await Begins();
        await Finishes();
    }

    /// <summary>The first two steps, and a look back from the third.</summary>
    public async Task Begins()
    {
        await FromHome();
        await PicksHeatPump();
        await DescribesThePlace();
        await GoesBackWithoutLoss();
    }

    /// <summary>From the third step to the end.</summary>
    /// <param name="measured">They agree to measuring and advertising too.</param>
    public async Task Finishes(bool measured = false)
    {
        await SaysBudgetAndTimeline();
        var contact = new ContactJourney(visitor, homeowner, sandbox, inspection);
        await contact.LeavesContact(measured);
        await contact.ConfirmsPhone();
        await IsThanked();
    }

    /// <summary>The link by which to go on with the form some other time.</summary>
    public async Task<string> LinkToGoOn()
    {
        await visitor.Main.Locator(".fold-quiet summary").ClickAsync();
        var link = visitor.Main.Locator(".later-link a");
        await Expect(link).ToBeVisibleAsync();
        return (await link.GetAttributeAsync("href"))!;
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
        await visitor.IsRefused(visitor.Words("leads.service-missing"));
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

        await visitor.IsRefused(visitor.Words("leads.postal-code-malformed"));
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
        await visitor.Choose("budget", "10000-to-20000");
        await visitor.Choose("timeline", "one-month");
        await visitor.Choose("quotes", "2");
        await visitor.Submit();
        await visitor.IsTitled(visitor.Words("intake.4.title"));
    }

    private async Task IsThanked()
    {
        await visitor.IsTitled(visitor.Words("thanks.title"));
        await visitor.Reads(visitor.Locale == "fr" ? "Thermopompe" : "Heat pump");
        await visitor.Reads(visitor.Words("thanks.lead.other", 2));
        await Look(PagePaths.IntakeThanks);
    }

    private Task Look(PagePath path, string? state = null) => inspection?.Look(path, state) ?? Task.CompletedTask;
}
