using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Tours;

/// <summary>A contractor's plan and credits, from the free plan to a lead paid with credits.</summary>
/// <param name="region">Where nobody else looks for leads of the service.</param>
public sealed class ContractorMoneyTour(Visitor visitor, PageInspection pages, SiteFixture site, string region)
{
    private const string Why = "Le téléphone du projet de Sherbrooke ne répondait jamais; merci de votre patience.";
    private readonly PlanPage _plan = new(visitor);
    private readonly PaymentPage _payment = new(visitor);
    private string _email = "";

    public async Task Goes()
    {
        _email = (await site.Market.Sandbox.Seed(contractors: 1, leads: 0)).Contractors[0].Email;
        await visitor.SignIn(_email, Seeded.Password);
        await visitor.IsAt(PagePaths.Board);
        await visitor.Open(PagePaths.Balance);
        await visitor.Reads(visitor.Words("credit.none"));
        await pages.Look(PagePaths.Balance, "empty");

        await Subscribes();
        await ChangesPlans();
        await CancelsAndResumes();
        await SpendsCredits();
    }

    private async Task Subscribes()
    {
        await _plan.Opens();
        await pages.Look(PagePaths.Plan, "free");
        await _plan.Chooses("pro", cents: 5634);
        await pages.Look("sandbox-plan-payment");
        await _payment.GoBack();
        await visitor.Reads(visitor.Words("plan.waiting", "Pro"));
        await pages.Look(PagePaths.Plan, "waiting");

        await _plan.Banner.Locator("a.btn-primary").ClickAsync();
        await _plan.Pays("Pro");
        await pages.Look(PagePaths.Plan, "subscribed");
    }

    /// <summary>The whole month is left: 99 less 49 is 50.00; with 2.50 of GST and 4.99 of QST, 57.49.</summary>
    private async Task ChangesPlans()
    {
        await _plan.LooksAt("elite", cents: 5749);
        await pages.Look(PagePaths.PlanChange);
        await visitor.Page.EvaluateAsync("() => { document.querySelector('input[name=dueNow]').value = '1'; }");
        await _plan.ChangeButton.ClickAsync();
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("billing.preview-outdated"));
        await pages.Look(PagePaths.PlanChange, "outdated");
        await Expect(_plan.ChangeButton).ToContainTextAsync(visitor.Amount(5749));
        await _plan.Changes();
        await visitor.Reads(visitor.Words("plan.done.now", "Élite"));

        await _plan.LooksAt("pro");
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("billing.cheaper-later"));
        await pages.Look(PagePaths.PlanChange, "cheaper-later");
        await _plan.LooksAt("elite");
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("billing.same-plan"));
        await pages.Look(PagePaths.PlanChange, "refused");
    }

    private async Task CancelsAndResumes()
    {
        await visitor.Open(PagePaths.PlanCancel);
        await visitor.Reads(visitor.Amount(11383));
        await pages.Look(PagePaths.PlanCancel);
        await _plan.Cancels();
        await pages.Look(PagePaths.Plan, "cancelled");
        await _plan.Resumes();
        await _plan.Has("Élite");
    }

    /// <summary>20.00 of credits: 10.35 pays one lead whole, and 9.65 leaves 0.70 of the next for the card.</summary>
    private async Task SpendsCredits()
    {
        await using var staff = await site.NewVisitor(visitor.Locale);
        var someone = new Operator(staff);
        await someone.SignsIn();
        await someone.GivesCredits(_email, "20,00", Why);
        var leads = (await site.Market.Sandbox.Seed(contractors: 0, leads: 2, region: region, service: QuickRequest.Service)).Leads;

        await visitor.Open(PagePaths.Listing, new { listing = leads[0].ListingId });
        await visitor.Reads(visitor.Words("credit.use.covers"));
        await pages.Look(PagePaths.Listing, "credits-cover");
        await Unlocks();
        await visitor.Main.Locator("a[href^='tel:']").WaitForAsync();

        await visitor.Open(PagePaths.Listing, new { listing = leads[1].ListingId });
        await visitor.Field("useCredits").UncheckAsync();
        await Expect(Button).ToHaveTextAsync(visitor.Words("pay.card", visitor.Amount(1035), BuyingPage.Visa), new() { UseInnerText = true });
        await visitor.Field("useCredits").CheckAsync();
        await Expect(Button).ToHaveTextAsync(visitor.Words("pay.card", visitor.Amount(70), BuyingPage.Visa), new() { UseInnerText = true });
        await pages.Unfold();
        await pages.Look(PagePaths.Listing, "credits");
        await new BuyingPage(visitor).PaysWithAnotherCard();
        await _payment.Asks(70, SiteFixture.SeededLocale);
        await visitor.Open(PagePaths.Balance);
        await pages.Look(PagePaths.Balance, "set-aside");
        await visitor.Page.GoBackAsync();
        await _payment.PayWith(TestCards.Visa);
        await visitor.Main.Locator("a[href^='tel:']").WaitForAsync();

        await visitor.Open(PagePaths.Balance);
        await visitor.Reads(Why);
        await pages.Look(PagePaths.Balance);
        await _plan.Opens();
        await pages.Look(PagePaths.Plan, "used");
    }

    private Microsoft.Playwright.ILocator Button => visitor.Main.Locator("form[action*='handler=Unlock'] button.btn-primary");

    private Task Unlocks() => Button.ClickAsync();
}
