using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>A contractor at work on a bought lead, and giving it back.</summary>
public sealed class LeadDesk(Visitor visitor)
{
    public Task Opens(string unlock) => visitor.Open(PagePaths.MyLead, new { unlock });

    /// <summary>Two taps: the way, then what came of it. A third one confirms that somebody was reached.</summary>
    public async Task Logs(string way, string outcome)
    {
        await visitor.Choose("way", way);
        var button = visitor.Main.Locator($".outcomes:visible button[value='{outcome}']");
        if (outcome is "reached")
        {
            await Expect(button).ToBeHiddenAsync();
            await visitor.Main.Locator(".outcomes:visible details summary").ClickAsync();
            await visitor.Reads(visitor.Words("work.attempt.reached"));
        }

        await button.ClickAsync();
        await visitor.Reads(visitor.Words("work.done.attempt"));
    }

    public async Task Moves(string progress, string? field = null, string amount = "")
    {
        await visitor.Choose("progress", progress);
        if (field is not null) await visitor.Fill(field, amount);
        await Form("Progress").Locator("button[type=submit]").ClickAsync();
    }

    public async Task Keeps(string note)
    {
        await visitor.Fill("text", note);
        await Form("Note").Locator("button[type=submit]").ClickAsync();
    }

    /// <param name="time">A usual time.</param>
    public async Task SetsReminder(string time, string text)
    {
        await visitor.Fill("reminder", text);
        await Form("Reminder").Locator($"button[value='{time}']").ClickAsync();
    }

    public Task OpensReturn(string unlock) => visitor.Open(PagePaths.Return, new { unlock });

    public async Task AsksToReturn(string unlock, string reason, string way, string note = "")
    {
        await OpensReturn(unlock);
        await visitor.Choose("reason", reason);
        await visitor.Fill("note", note);
        await visitor.Choose("way", way);
        await visitor.Submit();
    }

    /// <summary>The page looks again by itself until there is a verdict.</summary>
    public Task IsTold(string state) => visitor.Reads(visitor.Words($"return.state.{state}"));

    public async Task Appeals(string why)
    {
        await visitor.Fill("text", why);
        await visitor.Submit();
        await visitor.Reads(visitor.Words("return.done.appealed"));
        await IsTold("appealed");
    }

    private ILocator Form(string handler) => visitor.Main.Locator($"form[action*='handler={handler}']");
}
