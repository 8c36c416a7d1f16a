using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

/// <summary>Each way of buying a lead, and of not buying it after all, as contractors live through it. Coupons on shared leads and declined
/// cards are in <see cref="WholeJourneyTests"/>, credits in the tour of a contractor's money.</summary>
[Collection(SharedSite.Name)]
public sealed class BuyingTests(SiteFixture site)
{
    private const string Shared = "ev-charger";
    private const string Exclusive = "solar-panels";

    // Where no journey looks for the only lead there is.
    private const string Region = "laurentides";

    [Fact]
    public async Task A_bank_that_says_no_a_change_of_mind_and_a_hold_that_runs_out_cost_nothing()
    {
        var holding = await Task.WhenAll(Hesitates("fr"), Hesitates("en"));
        await site.Market.Sandbox.Advance(TimeSpan.FromMinutes(40));
        await Task.WhenAll(holding.Select(BuysAfterAll));
    }

    [Fact]
    public Task A_kept_card_pays_the_next_lead_in_one_click_and_leads_to_Stripe_when_its_bank_asks() =>
        Task.WhenAll(KeepsCards("fr"), KeepsCards("en"));

    [Fact]
    public Task An_exclusive_lead_takes_a_coupon_and_is_one_contractors_alone() => Task.WhenAll(BuysAlone("fr"), BuysAlone("en"));

    [Fact]
    public Task A_bought_lead_is_made_exclusive_unless_somebody_else_holds_a_slot() => Task.WhenAll(Upgrades("fr"), Upgrades("en"));

    /// <summary>Is refused by the bank, gives the slot back, takes another and leaves it unpaid.</summary>
    private async Task<Visitor> Hesitates(string locale)
    {
        var (visitor, leads) = await Contractor(locale, Shared, leads: 1);
        var (page, payment) = (new BuyingPage(visitor), new PaymentPage(visitor));
        await page.Opens(leads[0]);
        await page.GoesToPay(3334);
        await payment.PayWith(TestCards.ThreeDSecure);
        await payment.TellsTheBank(yes: false);
        await payment.GoBack();
        await visitor.Reads(visitor.Words("listing.open"));
        await page.GivesBack();
        await visitor.Reads(visitor.Words("listing.expired"));

        await page.GoesToPay(3334);
        await payment.GoBack();
        await visitor.Reads(visitor.Words("listing.open"));
        await FindsWhatIsHeld(visitor);
        return visitor;
    }

    // A held lead is on no board and among no bought ones: whoever closed its page finds the way back.
    private static async Task FindsWhatIsHeld(Visitor visitor)
    {
        var pages = new PageInspection(visitor);
        foreach (var path in new[] { PagePaths.Board, PagePaths.MyLeads })
        {
            await visitor.Open(path);
            await visitor.Reads(visitor.Words("held.one"));
            await pages.Look(path, "held");
        }

        pages.Found.ShouldBeEmpty();
        await visitor.Main.Locator(".held a").ClickAsync();
        await visitor.Reads(visitor.Words("listing.open"));
    }

    private static async Task BuysAfterAll(Visitor hesitant)
    {
        await using var visitor = hesitant;
        var (page, payment) = (new BuyingPage(visitor), new PaymentPage(visitor));
        await page.LooksAgainUntilItIsOver();
        await visitor.Reads(visitor.Words("listing.expired"));

        await page.GoesToPay(3334);
        await payment.PayWith(TestCards.ThreeDSecure);
        await payment.TellsTheBank(yes: true);
        await page.ShowsTheContact();
        visitor.Complaints.ShouldBeEmpty();
    }

    private async Task KeepsCards(string locale)
    {
        var (buyer, leads) = await Contractor(locale, Shared, leads: 4);
        await using var visitor = buyer;
        var (page, payment, pages) = (new BuyingPage(visitor), new PaymentPage(visitor), new PageInspection(visitor));
        await page.Opens(leads[0]);
        await page.GoesToPay(3334, keepCard: true);
        await payment.PayWith(TestCards.Visa);
        await page.ShowsTheContact();

        await page.Opens(leads[1]);
        await page.Button.WaitForAsync();
        await pages.Look(PagePaths.Listing, "card-kept");
        await page.PaysInOneClick(3334);
        await page.ShowsTheContact();

        // Another card is kept, whose bank asks about every payment.
        await page.Opens(leads[2]);
        await page.PaysWithAnotherCard(keepCard: true);
        await payment.Asks(3334, SiteFixture.SeededLocale);
        await payment.PayWith(TestCards.ThreeDSecure);
        await payment.TellsTheBank(yes: true);
        await page.ShowsTheContact();

        await page.Opens(leads[3]);
        await page.PaysInOneClick(3334, card: "Visa •••• 3184");
        await visitor.Reads(visitor.Words("billing.authentication-required"));
        await pages.Look(PagePaths.Listing, "card-refused");
        await visitor.Main.Locator("a[href*='/c/pay/']").ClickAsync();
        await payment.Asks(3334, SiteFixture.SeededLocale);
        await payment.PayWith(TestCards.ThreeDSecure);
        await payment.TellsTheBank(yes: true);
        await page.ShowsTheContact();
        pages.Found.Concat(visitor.Complaints).ShouldBeEmpty();
    }

    /// <summary>79.00 with taxes is 90.83; less a fifth, 63.20 with taxes is 72.66.</summary>
    private async Task BuysAlone(string locale)
    {
        var (buyer, leads) = await Contractor(locale, Exclusive, leads: 1);
        await using var visitor = buyer;
        var (page, pages) = (new BuyingPage(visitor), new PageInspection(visitor));
        await page.Opens(leads[0]);
        await visitor.Reads(visitor.Words("listing.exclusive"));
        await pages.Look(PagePaths.Listing, "exclusive");
        await Expect(page.Button).ToContainTextAsync(visitor.Amount(9083));
        await visitor.Fill("coupon", await site.Market.Sandbox.MakeCoupon(percentOff: 20));
        await visitor.Main.Locator("form[action*='handler=Coupon'] button[type=submit]").ClickAsync();
        await page.GoesToPay(7266);

        var (rival, _) = await Contractor(locale, Exclusive, leads: 0);
        await using var late = rival;
        await new BuyingPage(late).Opens(leads[0]);
        await late.Reads(late.Words("listing.sold-out.exclusive"));

        await new PaymentPage(visitor).PayWith(TestCards.Visa);
        await page.ShowsTheContact();
        await page.OpensTheUpgrade();
        await visitor.Reads(visitor.Words("purchasing.not-upgradable"));
        pages.Found.Concat(visitor.Complaints).Concat(late.Complaints).ShouldBeEmpty();
    }

    /// <summary>79.00 less 29.00 is 50.00; with 2.50 of GST and 4.99 of QST, 57.49.</summary>
    private async Task Upgrades(string locale)
    {
        var (buyer, leads) = await Contractor(locale, Shared, leads: 2);
        await using var visitor = buyer;
        var (page, payment, pages) = (new BuyingPage(visitor), new PaymentPage(visitor), new PageInspection(visitor));
        foreach (var lead in leads)
        {
            await page.Opens(lead);
            await page.GoesToPay(3334);
            await payment.PayWith(TestCards.Visa);
            await page.ShowsTheContact();
        }

        // The page of the second one is open when a rival takes a slot.
        await page.OpensTheUpgrade();
        await visitor.Reads(visitor.Words("upgrade.free.other", 2));
        await visitor.Reads(visitor.Amount(5749));
        await new Competitors(site.Market).Hold(leads[1], slots: 1);
        await page.Button.ClickAsync();
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("purchasing.slot-taken"));
        await visitor.Reads(visitor.Words("upgrade.refused"));
        await pages.Look(PagePaths.Upgrade, "refused");

        await page.Opens(leads[0]);
        await page.OpensTheUpgrade();
        await page.GoesToPay(5749);
        await payment.GoBack();
        await visitor.Reads(visitor.Words("upgrade.open"));
        await pages.Look(PagePaths.Upgrade, "open");
        await page.GivesBack();
        await page.GoesToPay(5749);
        await payment.PayWith(TestCards.Visa);
        await visitor.Reads(visitor.Words("upgrade.done"));
        await pages.Look(PagePaths.Upgrade, "done");
        await ReadsWhatBothCost(visitor, pages);

        var (rival, _) = await Contractor(locale, Shared, leads: 0);
        await using var late = rival;
        await new BuyingPage(late).Opens(leads[0]);
        await late.Reads(late.Words("listing.sold-out"));
        pages.Found.Concat(visitor.Complaints).Concat(late.Complaints).ShouldBeEmpty();
    }

    /// <summary>33.34 for the lead and 57.49 for being its only buyer: each on the lead's page, 90.83 in the list.</summary>
    private static async Task ReadsWhatBothCost(Visitor visitor, PageInspection pages)
    {
        await visitor.Main.GetByText(visitor.Words("upgrade.to-lead")).ClickAsync();
        await visitor.Reads(visitor.Amount(3334));
        await visitor.Reads(visitor.Amount(5749));
        await pages.Look(PagePaths.MyLead, "exclusive");
        await visitor.Main.GetByText(visitor.Words("work.exclusivity.see")).ClickAsync();
        await visitor.Reads(visitor.Words("upgrade.done"));
        await visitor.Open(PagePaths.MyLeads);
        await visitor.Reads(visitor.Amount(9083));
    }

    private async Task<(Visitor Visitor, IReadOnlyList<string> Leads)> Contractor(string locale, string service, int leads)
    {
        var seeded = await site.Market.Sandbox.Seed(contractors: 1, leads, region: Region, service: service);
        var visitor = await site.NewVisitor(locale);
        await visitor.SignIn(seeded.Contractors[0].Email, Seeded.Password);
        await visitor.IsAt(PagePaths.Board);
        return (visitor, [.. seeded.Leads.Select(lead => lead.ListingId)]);
    }
}
