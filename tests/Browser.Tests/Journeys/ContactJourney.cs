using LeadMarket.Browser.Tests.Inspection;
using LeadMarket.Browser.Tests.Stage;
using LeadMarket.TestKit;
using LeadMarket.Web.Presentation;
using static Microsoft.Playwright.Assertions;

namespace LeadMarket.Browser.Tests.Journeys;

/// <summary>The last step of the form and the code sent by text, with a mistake in each.</summary>
public sealed class ContactJourney(Visitor visitor, Homeowner homeowner, Sandbox sandbox, PageInspection? inspection)
{
    private static readonly string[] Consents = ["consentToContact", "consentToMarketing", "consentToAdvertising"];

    public async Task LeavesContact(bool measured)
    {
        await Look(PagePaths.IntakeContact);
        foreach (var box in Consents) await Expect(visitor.Choice(box, "true")).Not.ToBeCheckedAsync();
        await visitor.Fill("name", homeowner.Name);
        await visitor.Fill("email", homeowner.Email);
        await visitor.Fill("phone", "514 555");
        await visitor.Fill("address", homeowner.Address);
        await visitor.Submit();

        await visitor.IsRefused(visitor.Words("leads.consent-missing"));
        await Expect(visitor.ErrorSummary).ToContainTextAsync(visitor.Words("leads.phone-malformed"));
        await Expect(visitor.Field("name")).ToHaveValueAsync(homeowner.Name);
        await Look(PagePaths.IntakeContact, "refused");

        await visitor.Fill("phone", homeowner.TypedPhone);
        var consent = visitor.Choice("consentToContact", "true");
        await Expect(visitor.Main.Locator("label:has([name=consentToContact])")).ToContainTextAsync(
            visitor.Locale == "fr" ? "(nombre maximal : 2)" : "(maximum number: 2)");
        await consent.CheckAsync();
        if (measured) await visitor.Choose("consentToAdvertising", "true");
        await visitor.Submit();
    }

    public async Task ConfirmsPhone()
    {
        await visitor.IsTitled(visitor.Words("code.title"));
        await visitor.Reads(visitor.Words("code.lead", homeowner.Phone[^2..]));
        await Expect(visitor.Field("code")).ToBeFocusedAsync();
        await Look(PagePaths.IntakeCode);

        var code = await sandbox.CodeFor(homeowner.Phone);
        await visitor.FillCode(code == "123456" ? "654321" : "123456");
        await visitor.IsRefused(visitor.Words("leads.code-wrong", 4));
        await Look(PagePaths.IntakeCode, "refused");
        await visitor.FillCode(code);
    }

    private Task Look(PagePath path, string? state = null) => inspection?.Look(path, state) ?? Task.CompletedTask;
}
