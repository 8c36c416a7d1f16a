using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>The pages of an operator.</summary>
public sealed class StaffTour(Visitor visitor, PageInspection pages, MarketProcesses market)
{
    public async Task Goes()
    {
        await visitor.SignIn("admin@example.com", Seeded.Password);
        await visitor.IsAt(PagePaths.Coupons);
        await pages.Look(PagePaths.Coupons);
        await visitor.Fill("code", "!");
        await visitor.Submit();
        await visitor.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.Coupons, "refused");

        await DecidesOnHeld();
        await Opens("problems");
        await pages.Look(PagePaths.Review, "problems");
        await new BooksTour(visitor, pages).Goes();

        await visitor.Open(PagePaths.Security);
        await pages.Look(PagePaths.Security, "staff");
        await visitor.Open(PagePaths.Board);
        await visitor.IsTitled(visitor.Words("error.403.title"));
        await pages.Look("error-403");
    }

    /// <summary>Once nobody is held any more.</summary>
    public async Task SeesNothingToDo()
    {
        await Opens("held");
        await visitor.Reads(visitor.Words("review.none.held"));
        await pages.Look(PagePaths.Review, "empty");
        await visitor.Open(PagePaths.Returns);
        await visitor.Reads(visitor.Words("returns.none.waiting"));
        await pages.Look(PagePaths.Returns, "empty");
    }

    private async Task DecidesOnHeld()
    {
        var odd = Homeowner.At("H2X 1Y4");
        odd = odd with { Name = "Xxxxx", Email = $"{Guid.NewGuid():N}@mailinator.com" };
        await new Requests(market).SendConfirmed(odd, visitor.Locale);

        var held = visitor.Main.Locator(".reviews > li").Filter(new() { HasText = odd.Email });
        await Eventually.Holds(async () =>
        {
            await Opens("held");
            return await held.IsVisibleAsync();
        }, TimeSpan.FromSeconds(20), "the odd request waits for a decision");
        await pages.Unfold();
        await pages.Look(PagePaths.Review, "held");
        await held.Locator("form[action$='handler=List'] button").ClickAsync();
        await visitor.Reads(visitor.Words("review.done.list"));
    }

    private Task Opens(string view) => visitor.Page.GotoAsync($"{visitor.AddressOf(PagePaths.Review)}?view={view}");
}
