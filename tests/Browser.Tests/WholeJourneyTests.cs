using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;

namespace LeadMarket.Browser.Tests;

/// <summary>The main job of the product, by the hands of the two people it is for.</summary>
[Collection(SharedSite.Name)]
public sealed class WholeJourneyTests(SiteFixture site)
{
    [Theory]
    [InlineData("fr", true, "H2X 1Y4", "montreal")]
    [InlineData("en", true, "G1R 4P5", "capitale-nationale")]
    [InlineData("fr", false, "H7A 1A1", "laval")]
    public async Task A_homeowners_request_becomes_a_lead_that_a_contractor_pays_for(string locale, bool javaScript, string postalCode, string region)
    {
        var mail = new Mail(site.Market.Sandbox);
        var homeowner = Homeowner.At(postalCode);
        await using (var visitor = await site.NewVisitor(locale, javaScript))
        {
            await new HomeownerJourney(visitor, homeowner).AsksForQuotes();
            visitor.Complaints.ShouldBeEmpty();
        }

        var confirmation = await mail.To(homeowner.Email, locale == "fr" ? "Nous avons bien reçu votre demande" : "We received your request");
        confirmation.Html!.ShouldContain(homeowner.Name);

        await using var buyer = await site.NewVisitor(locale, javaScript);
        var contractor = new ContractorJourney(buyer, mail);
        await contractor.Registers();
        await contractor.ConfirmsAndSignsIn();
        await contractor.Covers("heat-pump", region);
        await contractor.OpensTheLead(unknown: homeowner);
        await contractor.AppliesCoupon(await site.MakeCoupon(percentOff: 20));
        await contractor.Unlocks(cents: 2667);

        var payment = new PaymentPage(buyer);
        await payment.Asks(2667);
        await payment.PayWith(TestCards.Declined);
        await payment.IsDeclined();
        await payment.PayWith(TestCards.Visa);

        await contractor.SeesContact(homeowner);
        var receipt = await mail.To(contractor.Email, locale == "fr" ? "Votre reçu" : "Your receipt");
        receipt.Text!.Replace('\u00a0', ' ').ShouldContain(buyer.Amount(2667));
        buyer.Complaints.ShouldBeEmpty();
    }
}
