using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests;

[Collection(SharedSite.Name)]
public sealed class SignInTests(SiteFixture site)
{
    [Theory]
    [InlineData("fr", true)]
    [InlineData("en", false)]
    public async Task Whoever_must_sign_in_first_comes_back_to_where_they_wanted_to_go(string locale, bool asDemo)
    {
        await using var visitor = await site.NewVisitor(locale);
        var wanted = visitor.AddressOf(PagePaths.Board) + "?service=heat-pump";
        await visitor.Page.GotoAsync(wanted);
        await visitor.IsTitled(visitor.Words("sign-in.title"));

        if (asDemo) await visitor.Main.Locator("form:has([name=role][value=contractor]) button").ClickAsync();
        else await visitor.FillSignIn("entrepreneur@example.com", Seeded.Password);

        await Expect(visitor.Page).ToHaveURLAsync(wanted);
        await Expect(visitor.Field("service")).ToHaveValueAsync("heat-pump");
        visitor.Complaints.ShouldBeEmpty();
    }
}
