using System.Net;

namespace LeadMarket.Host.Tests.Accounts;

/// <summary>The link that proves an address is asked for again: it was lost, or is spent.</summary>
[Collection(OneAccountMarket.Name)]
public sealed class ConfirmationLinkTests(AccountMarket fixture)
{
    private const string CheckMail = "/fr/entrepreneurs/inscription/courriel";
    private const string Password = "quatre mots bien longs";

    [Fact]
    public async Task A_page_that_sent_nothing_asks_for_an_address_and_does_not_tell_whether_it_is_known()
    {
        var answers = new List<string>();
        foreach (var email in new[] { await Register(), "personne-ne-sait@example.com" })
        {
            var browser = NewBrowser();
            await browser.Open(CheckMail);
            IsAsked(browser, email: null);
            await browser.Send("", ("email", " "));
            browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            browser.Page.QuerySelector(".error-summary a[href='#f-email']").ShouldNotBeNull();

            await browser.Send("", ("email", email));
            browser.Status.ShouldBe(HttpStatusCode.SeeOther);
            await browser.Follow();
            answers.Add(browser.Page.Body!.TextContent.Replace(email, "", StringComparison.Ordinal));
        }

        answers[0].ShouldContain("Si cette adresse attend une confirmation, un nouveau lien est en route.");
        answers[1].ShouldBe(answers[0]);
    }

    [Fact]
    public async Task Who_signs_in_before_confirming_finds_the_address_filled_in()
    {
        var email = await Register();
        var browser = NewBrowser();
        await browser.TypePassword(email, Password);
        browser.Status.ShouldBe(HttpStatusCode.Conflict);

        await browser.Open(browser.Page.QuerySelector($"main a[href^='{CheckMail}']")!.GetAttribute("href")!);
        IsAsked(browser, email);
    }

    private static void IsAsked(Browsing browser, string? email)
    {
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Renvoyer le lien de confirmation");
        browser.Says.ShouldNotContain("Nous avons envoyé");
        browser.Page.QuerySelector("details:has([name=email])")!.HasAttribute("open").ShouldBeTrue();
        (browser.Page.QuerySelector("[name=email]")!.GetAttribute("value") is { Length: > 0 } filled ? filled : null).ShouldBe(email);
    }

    private Browsing NewBrowser() => new(fixture.Market.NewVisitor());

    private async Task<string> Register()
    {
        var owner = AccountOwner.Unregistered(fixture.Market, Password);
        await owner.Register();
        return owner.Email;
    }
}
