using LeadMarket.Browser.Tests.Stage;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>The form as somebody in a hurry fills it: the service chosen on the home page, and nothing that may be left out.</summary>
public sealed class QuickRequest(Visitor visitor, Homeowner homeowner)
{
    public const string Service = "ev-charger";

    /// <summary>Fills in the four steps and sends them.</summary>
    public async Task Sends()
    {
        await visitor.Open(PagePaths.Home);
        await visitor.Main.Locator($"a[href='{visitor.AddressOf(PagePaths.IntakeStart)}?service={Service}']").ClickAsync();
        await visitor.IsTitled(visitor.Words("intake.2.title"));
        await visitor.Fill("postalCode", homeowner.PostalCode);
        await visitor.Choose("answers.parking", "driveway");
        await visitor.Submit();

        await visitor.IsTitled(visitor.Words("intake.3.title"));
        await visitor.Choose("timeline", "one-month");
        await visitor.Submit();

        await visitor.IsTitled(visitor.Words("intake.4.title"));
        await visitor.Fill("name", homeowner.Name);
        await visitor.Fill("email", homeowner.Email);
        await visitor.Fill("phone", homeowner.TypedPhone);
        await visitor.Choose("consentToContact", "true");
        await visitor.Submit();
    }
}
