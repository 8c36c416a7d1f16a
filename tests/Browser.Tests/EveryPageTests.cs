using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Browser.Tests.Tours;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests;

/// <summary>Every address of the site, in the states people meet: no sideways scrolling, nothing too small for a thumb, nothing that
/// axe-core objects to, no error in the console; and a screenshot of each, to be looked at.</summary>
[Collection(SharedSite.Name)]
public sealed class EveryPageTests(SiteFixture site)
{
    [Fact]
    public async Task Every_page_is_sound_on_a_phone_and_on_a_desk_in_both_languages()
    {
        // Everybody at once: the pages are many, and each waits now and then for a mail or an event.
        await using var french = await site.NewVisitor("fr");
        await using var english = await site.NewVisitor("en");
        var (frenchPages, englishPages) = (new PageInspection(french), new PageInspection(english));
        var (frenchStaff, englishStaff) = (new StaffTour(french, frenchPages, site.Market), new StaffTour(english, englishPages, site.Market));

        var found = await Task.WhenAll(
            Inspect("fr", "estrie", Homeowner.At("G4R 1A1"), "cote-nord", frenchPages, frenchStaff),
            Inspect("en", "mauricie", Homeowner.At("G5L 1A1"), "bas-saint-laurent", englishPages, englishStaff));
        await Task.WhenAll(frenchStaff.SeesNothingToDo(), englishStaff.SeesNothingToDo());

        found.SelectMany(faults => faults)
            .Concat(frenchPages.Found).Concat(englishPages.Found).Concat(french.Complaints).Concat(english.Complaints)
            .ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> Inspect(
        string locale, string region, Homeowner homeowner, string homeownerRegion, PageInspection staffPages, StaffTour staff)
    {
        await using var guest = await site.NewVisitor(locale);
        await using var owner = await site.NewVisitor(locale);
        await using var buyer = await site.NewVisitor(locale);
        await using var subscriber = await site.NewVisitor(locale);
        await using var worker = await site.NewVisitor(locale);
        await using var judge = await site.NewVisitor(locale);
        await using var holder = await site.NewVisitor(locale);
        var (guestPages, ownerPages, buyerPages, subscriberPages) =
            (new PageInspection(guest), new PageInspection(owner), new PageInspection(buyer), new PageInspection(subscriber));
        var (workerPages, judgePages) = (new PageInspection(worker), new PageInspection(judge));
        var holderPages = new PageInspection(holder);

        await Task.WhenAll(
            AsGuest(guest, guestPages),
            AsContractor(buyer, buyerPages, region),
            new HomeownerTour(owner, ownerPages, site.Market, homeowner, homeownerRegion).Goes(),
            new ContractorMoneyTour(subscriber, subscriberPages, site, region).Goes(),
            new WorkTour(worker, workerPages, judge, judgePages, site, homeownerRegion).Goes(),
            new AccountTour(holder, holderPages, site).Goes());
        await site.Market.Sandbox.MakeCoupon(percentOff: 15);
        // Last: a problem that the homeowner reported is among what staff see.
        await staff.Goes();

        var seen = guestPages.Seen.Concat(ownerPages.Seen).Concat(buyerPages.Seen).Concat(subscriberPages.Seen).Concat(staffPages.Seen)
            .Concat(workerPages.Seen).Concat(judgePages.Seen).Concat(holderPages.Seen);
        // The start of the form only leads to its first step.
        PagePaths.All.Except(seen).ShouldBe([PagePaths.IntakeStart]);
        return
        [
            .. guestPages.Found, .. ownerPages.Found, .. buyerPages.Found, .. subscriberPages.Found,
            .. workerPages.Found, .. judgePages.Found, .. worker.Complaints, .. judge.Complaints,
            .. holderPages.Found, .. holder.Complaints,
            .. guest.Complaints, .. owner.Complaints, .. buyer.Complaints, .. subscriber.Complaints,
        ];
    }

    private async Task AsGuest(Visitor guest, PageInspection pages)
    {
        await new HomeownerJourney(guest, Homeowner.At("J8X 1A1"), site.Market.Sandbox, pages).AsksForQuotes();
        foreach (var path in new[] { PagePaths.Privacy, PagePaths.Credits, PagePaths.SignOut, PagePaths.SignIn })
        {
            await guest.Open(path);
            await pages.Look(path);
        }

        await guest.FillSignIn("personne@example.com", "mauvais mot de passe");
        await guest.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.SignIn, "refused");

        await guest.Open(PagePaths.ConfirmEmail);
        await pages.Look(PagePaths.ConfirmEmail, "refused");

        await guest.Page.GotoAsync($"/{guest.Locale}/nulle-part");
        await guest.IsTitled(guest.Words("error.404.title"));
        await pages.Look("error-404");
    }

    private async Task AsContractor(Visitor buyer, PageInspection pages, string region)
    {
        var contractor = new ContractorJourney(buyer, new Mail(site.Market.Sandbox), pages);
        await contractor.Registers();
        await contractor.ConfirmsAndSignsIn();
        await contractor.Covers("heat-pump", region);
        await pages.Look(PagePaths.Board, "empty");
        await buyer.Open(PagePaths.MyLeads);
        await pages.Look(PagePaths.MyLeads, "empty");
        await buyer.Open(PagePaths.Results);
        await buyer.Reads(buyer.Words("results.none"));
        await pages.Look(PagePaths.Results, "empty");
        var documents = new DocumentsTour(buyer, pages);
        await documents.SeesNone();

        var seeded = await site.Market.Sandbox.Seed(contractors: 0, leads: 4, region: region, service: "heat-pump");
        await contractor.OpensTheLead();
        await contractor.AppliesCoupon(await site.Market.Sandbox.MakeCoupon(percentOff: 20));
        await contractor.Unlocks(cents: 2667);

        var payment = new PaymentPage(buyer);
        await payment.Asks(2667);
        await pages.Look("sandbox-payment");
        await payment.PayWith(TestCards.Declined);
        await payment.IsDeclined();
        await pages.Look("sandbox-payment-declined");
        await payment.GoBack();
        await buyer.Reads(buyer.Words("listing.open"));
        await pages.Look(PagePaths.Listing, "held");

        await buyer.Page.GoBackAsync();
        await payment.PayWith(TestCards.Visa);
        await buyer.Main.Locator("a[href^='tel:']").WaitForAsync();
        await pages.Look(PagePaths.Listing, "paid");
        await new BuyingPage(buyer).OpensTheUpgrade();
        await pages.Look(PagePaths.Upgrade);
        await buyer.Open(PagePaths.MyLeads);
        await pages.Look(PagePaths.MyLeads);
        await documents.ReadsTheInvoice(cents: 2667);

        var soldOut = seeded.Leads.First(lead => lead.ListingId != contractor.Listing).ListingId;
        await new Competitors(site.Market).Hold(soldOut, slots: 3);
        await buyer.Open(PagePaths.Listing, new { listing = soldOut });
        await buyer.Reads(buyer.Words("listing.sold-out"));
        await pages.Look(PagePaths.Listing, "sold-out");
    }
}
