using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
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
        // Two languages at a time: the machine has at least two cores, and the pages are many.
        var found = await Task.WhenAll(Inspect("fr", "estrie"), Inspect("en", "mauricie"));
        found.SelectMany(faults => faults).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> Inspect(string locale, string region)
    {
        await using var guest = await site.NewVisitor(locale);
        await using var buyer = await site.NewVisitor(locale);
        await using var staff = await site.NewVisitor(locale);
        var (guestPages, buyerPages, staffPages) = (new PageInspection(guest), new PageInspection(buyer), new PageInspection(staff));

        await AsGuest(guest, guestPages);
        await AsContractor(buyer, buyerPages, region);
        await AsStaff(staff, staffPages);

        var seen = guestPages.Seen.Concat(buyerPages.Seen).Concat(staffPages.Seen);
        // The start of the form only leads to its first step.
        PagePaths.All.Except(seen).ShouldBe([PagePaths.IntakeStart]);
        return [.. guestPages.Found, .. buyerPages.Found, .. staffPages.Found, .. guest.Complaints, .. buyer.Complaints, .. staff.Complaints];
    }

    private static async Task AsGuest(Visitor guest, PageInspection pages)
    {
        await new HomeownerJourney(guest, Homeowner.At("J8X 1A1"), pages).AsksForQuotes();
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

        var seeded = await site.Market.Sandbox.Seed(contractors: 0, leads: 4, region: region, service: "heat-pump");
        await contractor.OpensTheLead();
        await contractor.AppliesCoupon(await site.MakeCoupon(percentOff: 20));
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
        await buyer.Open(PagePaths.MyLeads);
        await pages.Look(PagePaths.MyLeads);

        var soldOut = seeded.Leads.First(lead => lead.ListingId != contractor.Listing).ListingId;
        await new Competitors(site.Market).Hold(soldOut, slots: 3);
        await buyer.Open(PagePaths.Listing, new { listing = soldOut });
        await buyer.Reads(buyer.Words("listing.sold-out"));
        await pages.Look(PagePaths.Listing, "sold-out");
    }

    private async Task AsStaff(Visitor staff, PageInspection pages)
    {
        await site.MakeCoupon(percentOff: 15);
        await staff.SignIn("admin@example.com", SiteFixture.Password);
        await staff.IsAt(PagePaths.Coupons);
        await pages.Look(PagePaths.Coupons);

        await staff.Fill("code", "!");
        await staff.Submit();
        await staff.ErrorSummary.WaitForAsync();
        await pages.Look(PagePaths.Coupons, "refused");

        await staff.Open(PagePaths.Board);
        await staff.IsTitled(staff.Words("error.403.title"));
        await pages.Look("error-403");
    }
}
