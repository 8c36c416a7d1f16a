using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>Somebody of the staff, who decides returns.</summary>
public sealed class ReturnsDesk(Visitor visitor)
{
    /// <summary>Waits for a case that tells these words, and finds it.</summary>
    public async Task<ILocator> Finds(string words)
    {
        var found = visitor.Main.Locator(".reviews > li").Filter(new() { HasText = words });
        await Eventually.Holds(async () =>
        {
            await visitor.Open(PagePaths.Returns);
            return await found.IsVisibleAsync();
        }, TimeSpan.FromSeconds(20), $"a return that says '{words}' waits for a decision");
        return found;
    }

    public async Task Approves(ILocator found, string note = "")
    {
        await found.Locator("textarea").FillAsync(note);
        await found.Locator("button.btn-primary").ClickAsync();
        await visitor.Reads(visitor.Words("returns.done.approved"));
    }

    public async Task Denies(ILocator found, string note)
    {
        await found.Locator("textarea").FillAsync(note);
        await found.Locator("button.btn-danger").ClickAsync();
    }
}
