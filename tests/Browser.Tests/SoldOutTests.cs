using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using Microsoft.Playwright;

namespace LeadMarket.Browser.Tests;

/// <summary>The cap, as the people it keeps out and lets in again see it.</summary>
[Collection(SharedSite.Name)]
public sealed class SoldOutTests(SiteFixture site)
{
    [Fact]
    public async Task A_slot_given_back_opens_the_lead_to_someone_who_found_it_sold_out()
    {
        var seeded = await site.Market.Sandbox.Seed(contractors: 2, leads: 1, region: "outaouais", service: "ev-charger");
        var listing = new { listing = seeded.Leads[0].ListingId };
        await new Competitors(site.Market).Hold(listing.listing, slots: 2);

        // Giving back works without JavaScript, like everything.
        await using var undecided = await site.NewVisitor("fr", javaScript: false);
        await undecided.SignIn(seeded.Contractors[0].Email, Seeded.Password);
        await undecided.IsAt(PagePaths.Board);
        await undecided.Open(PagePaths.Listing, listing);
        await Unlock(undecided).ClickAsync();
        await new PaymentPage(undecided).Asks(3334);

        await using var latecomer = await site.NewVisitor("fr");
        await latecomer.SignIn(seeded.Contractors[1].Email, Seeded.Password);
        await latecomer.IsAt(PagePaths.Board);
        await latecomer.Open(PagePaths.Listing, listing);
        await latecomer.Reads(latecomer.Words("listing.sold-out"));
        (await Unlock(latecomer).CountAsync()).ShouldBe(0);

        await new PaymentPage(undecided).GoBack();
        await undecided.Reads(undecided.Words("listing.give-back"));
        await undecided.Main.Locator("form[action*='handler=Cancel'] button[type=submit]").ClickAsync();
        // The page follows the hold to its end by itself, until the lead is on offer again.
        await Unlock(undecided).WaitForAsync();
        await undecided.Reads(undecided.Words("listing.expired"));

        await latecomer.Page.ReloadAsync();
        await Unlock(latecomer).ClickAsync();
        await new PaymentPage(latecomer).Asks(3334);
        undecided.Complaints.Concat(latecomer.Complaints).ShouldBeEmpty();
    }

    private static ILocator Unlock(Visitor visitor) => visitor.Main.Locator("form[action*='handler=Unlock'] button[type=submit]");
}
