using LeadMarket.Browser.Tests.Journeys;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests;

/// <summary>Most homeowners have nothing but a telephone and one hand.</summary>
[Collection(SharedSite.Name)]
public sealed class PhoneTests(SiteFixture site)
{
    [Fact]
    public async Task Twelve_taps_and_nine_answers_lead_from_the_home_page_to_a_listed_request()
    {
        var homeowner = Homeowner.At("H7N 3W4");
        await using var visitor = await site.NewVisitor("fr", touch: true);
        var thumb = new Thumb(visitor);
        await visitor.Open(PagePaths.Home);
        await thumb.Tap(visitor.Main.Locator($"a[href='{visitor.AddressOf(PagePaths.IntakeStart)}?service=ev-charger']"));

        await thumb.Meets(visitor.Words("intake.2.title"));
        await thumb.Fill("postalCode", homeowner.PostalCode.ToLowerInvariant());
        // Named while it is typed.
        await visitor.Reads("Laval");
        await thumb.Choose("answers.parking", "driveway");
        await thumb.Submit();

        await thumb.Meets(visitor.Words("intake.3.title"));
        await thumb.Choose("timeline", "one-month");
        await thumb.Submit();

        await thumb.Meets(visitor.Words("intake.4.title"));
        await thumb.Fill("name", homeowner.Name);
        await thumb.Fill("email", homeowner.Email);
        await thumb.Fill("phone", homeowner.TypedPhone);
        await thumb.Choose("consentToContact", "true");
        await thumb.Submit();

        // The focus is in the field already, and six digits send themselves.
        await thumb.Meets(visitor.Words("code.title"));
        await thumb.Type("code", await site.Market.Sandbox.CodeFor(homeowner.Phone));
        await visitor.IsTitled(visitor.Words("thanks.title"));

        thumb.Taps.ShouldBeLessThanOrEqualTo(12);
        thumb.Answers.ShouldBeLessThanOrEqualTo(9);
        var page = new RequestPage(visitor, new Mail(site.Market.Sandbox), homeowner);
        await page.Open();
        await page.SaysListed();
        visitor.Complaints.ShouldBeEmpty();
        visitor.Abroad.ShouldBeEmpty();
    }
}
