using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests;

/// <summary>The main job of the product, by the hands of the two people it is for.</summary>
[Collection(SharedSite.Name)]
public sealed class WholeJourneyTests(SiteFixture site)
{
    private readonly Mail _mail = new(site.Market.Sandbox);

    [Fact]
    public async Task A_homeowners_request_becomes_a_lead_that_a_contractor_pays_for()
    {
        var homeowner = Homeowner.At("H2X 1Y4");
        await using var visitor = await site.NewVisitor("fr");
        await Journey(visitor, homeowner).AsksForQuotes();
        visitor.Complaints.ShouldBeEmpty();
        // Nobody else hears of somebody who has not agreed to that.
        visitor.Abroad.ShouldBeEmpty();
        await IsSold(homeowner, "montreal", "fr", javaScript: true);
    }

    [Fact]
    public async Task Whoever_agrees_to_measuring_is_counted_once_by_Meta_and_sold_like_anybody()
    {
        var homeowner = Homeowner.At("G1R 4P5");
        await using var visitor = await site.NewVisitor("en");
        await Journey(visitor, homeowner).Begins();
        visitor.Abroad.ShouldBeEmpty();
        await Journey(visitor, homeowner).Finishes(measured: true);

        await IsCountedOnce(visitor);
        visitor.Complaints.ShouldBeEmpty();
        await IsSold(homeowner, "capitale-nationale", "en", javaScript: true);
    }

    [Fact]
    public async Task Without_JavaScript_a_form_begun_in_one_browser_is_finished_in_another_and_sold()
    {
        var homeowner = Homeowner.At("H7A 1A1");
        await using var first = await site.NewVisitor("fr", javaScript: false);
        await Journey(first, homeowner).Begins();
        var link = await Journey(first, homeowner).LinkToGoOn();

        await using var second = await site.NewVisitor("fr", javaScript: false);
        await second.Page.GotoAsync(link);
        await second.IsTitled(second.Words("intake.3.title"));
        await Journey(second, homeowner).Finishes();
        first.Complaints.Concat(second.Complaints).ShouldBeEmpty();
        first.Abroad.Concat(second.Abroad).ShouldBeEmpty();
        await IsSold(homeowner, "laval", "fr", javaScript: false);
    }

    private HomeownerJourney Journey(Visitor visitor, Homeowner homeowner) => new(visitor, homeowner, site.Market.Sandbox);

    /// <summary>The browser's event and the server's carry one id, by which Meta counts them as one; neither tells the form's address.</summary>
    private async Task IsCountedOnce(Visitor visitor)
    {
        var id = await visitor.Page.Locator("[data-pixel]").GetAttributeAsync("data-event");
        IReadOnlyList<MetaEvent> told = [];
        await Eventually.Holds(
            async () => (told = [.. (await site.Market.Sandbox.MetaEvents()).Where(one => one.EventId == id)]).Count >= 2,
            TimeSpan.FromSeconds(20), "Meta hears of the request from the browser and from the server");

        told.Select(one => one.Source).ShouldBe(["browser", "server"], ignoreOrder: true);
        told.ShouldAllBe(one => one.EventName == "Lead" && !one.Url!.Contains(visitor.AddressOf(PagePaths.IntakeStart) + "/"));
        told.Count(one => one.Counted).ShouldBe(1);
        visitor.Abroad.Select(address => new Uri(address).AbsolutePath).Distinct().ShouldBe(["/en_US/fbevents.js", "/tr"]);
    }

    private async Task IsSold(Homeowner homeowner, string region, string locale, bool javaScript)
    {
        var confirmation = await _mail.To(homeowner.Email, locale == "fr" ? "Nous avons bien reçu votre demande" : "We received your request");
        confirmation.Html!.ShouldContain(homeowner.Name);

        await using var buyer = await site.NewVisitor(locale, javaScript);
        var contractor = new ContractorJourney(buyer, _mail);
        await contractor.Registers();
        await contractor.ConfirmsAndSignsIn();
        await contractor.Covers("heat-pump", region);
        await contractor.OpensTheLead(unknown: homeowner);
        await contractor.AppliesCoupon(await site.Market.Sandbox.MakeCoupon(percentOff: 20));
        await contractor.Unlocks(cents: 2667);

        var payment = new PaymentPage(buyer);
        await payment.Asks(2667);
        await payment.PayWith(TestCards.Declined);
        await payment.IsDeclined();
        await payment.PayWith(TestCards.Visa);

        await contractor.SeesContact(homeowner);
        var receipt = await _mail.To(contractor.Email, locale == "fr" ? "Votre reçu" : "Your receipt");
        receipt.Text!.Replace('\u00a0', ' ').ShouldContain(buyer.Amount(2667));
        buyer.Complaints.ShouldBeEmpty();
    }
}
