using System.Net;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Accounts;

[Collection(OneAccountMarket.Name)]
public sealed class AccountPagesTests(AccountMarket fixture)
{
    private static readonly (string Name, string Value)[] Company =
        [("company", "Chauffage Ouellette"), ("contactName", "Denise Ouellette"), ("phone", "418 555-0160"), ("languages", "fr"), ("languages", "en")];

    [Fact]
    public async Task A_licence_is_kept_as_the_register_writes_it_and_the_language_as_chosen()
    {
        var browser = await (await fixture.NewOwner()).SignIn();
        await browser.Open("/fr/compte");
        await browser.Send("/fr/compte", [.. Company, ("licence", "12345"), ("locale", "fr")]);
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("#f-licence-error").ShouldNotBeNull();

        await browser.Send("/fr/compte", [.. Company, ("licence", "56543210 01"), ("locale", "en")]);
        browser.Location.ShouldBe("/en/account", "they chose English");
        await browser.Follow();
        browser.Page.DocumentElement.TextContent.ShouldContain("Profile saved.", customMessage: "said in the language they chose");
        browser.Page.QuerySelector("[name=licence]")!.GetAttribute("value").ShouldBe("5654-3210-01");
        browser.Page.QuerySelector("[name=company]")!.GetAttribute("value").ShouldBe("Chauffage Ouellette");
    }

    [Fact]
    public async Task A_pause_holds_at_once_and_until_it_is_ended()
    {
        var seeded = await fixture.Market.Sandbox.Seed(contractors: 1, leads: 1);
        var owner = new AccountOwner(fixture.Market, seeded.Contractors[0]);
        var atTheApi = new Contractor(fixture.Market.NewVisitor(), seeded.Contractors[0]);
        var browser = await owner.SignIn();
        await browser.Open("/fr/compte");
        await browser.Send("handler=Pause");
        (await atTheApi.AskForUnlock(seeded.Leads[0].ListingId)).Code.ShouldBe("purchasing.paused");

        await browser.Follow();
        await browser.Send("handler=Resume");
        (await atTheApi.Unlock(seeded.Leads[0].ListingId)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Coverage_says_which_areas_it_does_not_know_and_how_many_a_distance_makes()
    {
        var browser = await (await fixture.NewOwner()).SignIn();
        await browser.Open("/fr/couverture");
        await browser.Send("/fr/couverture", ("services", "heat-pump"), ("areas", "H2X, m5v\nrien"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("#f-areas-error")!.TextContent.ShouldContain("m5v, rien");
        await browser.Send("/fr/couverture", ("services", "heat-pump"), ("areas", "rien"), ("base", "J4B 5E4"), ("distanceKm", "loin"));
        browser.Page.QuerySelectorAll(".error-summary a").Select(line => line.GetAttribute("href")).ShouldBe(["#f-areas", "#f-distanceKm"], ignoreOrder: true);

        (string Name, string Value)[] near = [("services", "heat-pump"), ("areas", "H2X"), ("base", "J4B 5E4"), ("distanceKm", "20")];
        await browser.Send("handler=Count#reach", near);
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Says.ShouldContain("à 20 km ou moins de Boucherville");
        await browser.Open("/fr/couverture");
        browser.Page.QuerySelectorAll("[name=regions][checked]").ShouldNotBeEmpty("counting saved nothing");

        await browser.Send("/fr/couverture", near);
        browser.Status.ShouldBe(HttpStatusCode.SeeOther, browser.Says);
        await browser.Open("/fr/couverture");
        browser.Page.QuerySelectorAll("[name=regions][checked]").ShouldBeEmpty();
        browser.Page.QuerySelector("[name=base]")!.GetAttribute("value").ShouldBe("J4B");
        browser.Says.ShouldContain("à 20 km ou moins de Boucherville");
    }

    [Fact]
    public async Task Alerts_are_kept_as_ticked_and_what_the_law_asks_for_has_no_box()
    {
        var browser = await (await fixture.NewOwner()).SignIn();
        await browser.Open("/fr/compte/avis");
        browser.Page.QuerySelector("[value='receipt.email']").ShouldBeNull();
        browser.Page.QuerySelector("[value='new-lead.email']")!.HasAttribute("checked").ShouldBeTrue();

        await browser.Send("", ("on", "new-lead.text"));
        await browser.Follow();
        browser.Page.QuerySelectorAll("[name=on][checked]").Select(box => box.GetAttribute("value")).ShouldBe(["new-lead.text"]);
        await browser.Send("", ("on", "new-lead.pigeon"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_address_does_not_say_that_a_card_is_saved()
    {
        var browser = await (await fixture.NewOwner()).SignIn();
        await browser.Open("/fr/compte/cartes");
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page.QuerySelector(".empty").ShouldNotBeNull();

        await browser.Open("/fr/compte/cartes?back=true&had=-1&since=1");
        await browser.Follow();
        (browser.Status, browser.Page.QuerySelector("main .notice")).ShouldBe((HttpStatusCode.OK, null), "nobody went to Stripe's page");
        browser.Page.DocumentElement.TextContent.ShouldNotContain("La carte est enregistrée.");

        await browser.Send("handler=Add");
        browser.Location.ShouldNotBeNull().ShouldStartWith("http");
        await browser.Open("/fr/compte/cartes?back=true&had=-1&since=1");
        await browser.Follow();
        browser.Says.ShouldContain("Stripe nous confirme votre carte");
        browser.Page.DocumentElement.TextContent.ShouldNotContain("La carte est enregistrée.");

        await fixture.Market.Sandbox.Advance(TimeSpan.FromSeconds(40));
        await Eventually.Holds(async () =>
        {
            await browser.Open("/fr/compte/cartes");
            return browser.Says.Contains("Stripe n’a pas encore confirmé votre carte.", StringComparison.Ordinal);
        }, TimeSpan.FromSeconds(10), "the hosts' clocks follow, and the page stops waiting");
        browser.Page.QuerySelector("main .notice a").ShouldNotBeNull();
    }
}
