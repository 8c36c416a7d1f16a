using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>The pages of somebody whose request is sent, from the first look to the erasure.</summary>
/// <param name="region">Where nobody else asks for a charger, so that the buyers find this one.</param>
public sealed class HomeownerTour(Visitor visitor, PageInspection pages, MarketProcesses market, Homeowner homeowner, string region)
{
    private const string NotACode = "123456";
    private readonly RequestPage _page = new(visitor, new Mail(market.Sandbox), homeowner);

    public async Task Goes()
    {
        await new Requests(market).Send(homeowner, visitor.Locale);
        await _page.Open();
        await pages.Look(PagePaths.Request, "phone");
        await ConfirmsPhone();
        await _page.SaysListed();

        await AsksAgain();
        await new Competitors(market).Buy(QuickRequest.Service, region, contractors: 2);
        await Opens();
        await _page.SaysListed(buyers: 2);
        await ComplainsOfBuyers();
        await ChecksReceipt();
        await Ends();
    }

    private Task Opens() => visitor.Open(PagePaths.Request, new { key = _page.Key });

    private async Task ConfirmsPhone()
    {
        await visitor.Main.Locator("form.code-send button").ClickAsync();
        await visitor.IsAt(PagePaths.RequestCode, new { key = _page.Key });
        await pages.Look(PagePaths.RequestCode);
        var code = await market.Sandbox.CodeFor(homeowner.Phone);
        await visitor.FillCode(code == NotACode ? "654321" : NotACode);
        await visitor.IsRefused(visitor.Words("leads.code-wrong", 4));
        await pages.Look(PagePaths.RequestCode, "refused");
        await visitor.FillCode(code);
        await visitor.Reads(visitor.Words("request.done.verified"));
    }

    /// <summary>A second request of the same person leads to the first.</summary>
    private async Task AsksAgain()
    {
        var texts = (await market.Sandbox.Texts(homeowner.Phone)).Count;
        await new QuickRequest(visitor, homeowner).Sends();
        await visitor.IsTitled(visitor.Words("code.title"));
        // The first request's code is at this phone too, and must not be taken for the second's.
        await Eventually.Holds(async () => (await market.Sandbox.Texts(homeowner.Phone)).Count > texts, TimeSpan.FromSeconds(20), "another code arrives");
        await visitor.FillCode(await market.Sandbox.CodeFor(homeowner.Phone));
        await visitor.Page.WaitForURLAsync($"**{visitor.AddressOf(PagePaths.IntakeThanks, new { draft = "*" })}");
        // The page waits half a second for the judgement; on a busy machine it may come after that, and is shown from then on.
        await Eventually.Holds(async () =>
        {
            if ((await visitor.Heading.InnerTextAsync()).Contains(visitor.Words("thanks.duplicate.title"), StringComparison.Ordinal)) return true;
            await visitor.Page.ReloadAsync();
            return false;
        }, TimeSpan.FromSeconds(20), "the second request is known as the first one's");
        await pages.Look(PagePaths.IntakeThanks, "duplicate");
    }

    private async Task ComplainsOfBuyers()
    {
        await _page.WithdrawsFrom("Rénovation 1");
        await visitor.Reads(visitor.Words("request.done.buyer"));
        await pages.Look(PagePaths.Request, "buyers");

        await _page.Do("problem");
        await visitor.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.Request, "refused");
        await visitor.Choose("kind", "rude");
        await visitor.Fill("text", "Il a raccroché au milieu de ma question, puis il a rappelé le soir même pour insister.");
        await visitor.Main.Locator("#problem button[type=submit]").ClickAsync();
        await visitor.Reads(visitor.Words("request.done.problem"));
        await pages.Unfold();
        await pages.Look(PagePaths.Request, "unfolded");
    }

    private async Task ChecksReceipt()
    {
        var receipt = await _page.SavesReceipt();
        await visitor.Open(PagePaths.ConsentReceipt);
        await pages.Look(PagePaths.ConsentReceipt);
        await visitor.Fill("receipt", receipt);
        await visitor.Submit();
        await visitor.Reads(visitor.Words("receipt.genuine"));
        await pages.Unfold();
        await pages.Look(PagePaths.ConsentReceipt, "genuine");
        await visitor.Fill("receipt", RequestPage.Altered(receipt));
        await visitor.Submit();
        await visitor.Reads(visitor.Words("receipt.false"));
        await pages.Look(PagePaths.ConsentReceipt, "altered");
    }

    private async Task Ends()
    {
        await Opens();
        await _page.Do("withdraw");
        await visitor.Reads(visitor.Words("request.status.withdrawn"));
        await pages.Look(PagePaths.Request, "ended");

        var erasing = new { key = _page.Key };
        await visitor.Open(PagePaths.RequestErase, erasing);
        await pages.Look(PagePaths.RequestErase);
        var erase = visitor.Main.Locator("form button.btn-danger");
        await erase.ClickAsync();
        await visitor.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.RequestErase, "refused");
        await visitor.Choose("understood", "true");
        await erase.ClickAsync();
        await visitor.IsTitled(visitor.Words("request.erased.title"));
        await pages.Look(PagePaths.Request, "erased");

        await visitor.Open(PagePaths.Request, new { key = new string('x', 43) });
        await visitor.IsTitled(visitor.Words("request.unknown.title"));
        await pages.Look(PagePaths.Request, "unknown");
    }
}
