using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>A box of its own for each purpose: only that to be contacted is needed, and no other is asked for in its shadow.</summary>
// Law 25 (s. 14): consent is requested for each purpose separately. CASL (s. 10): a consent to commercial e-mail stands apart from
// the terms of anything else, so a request without it is as good as one with it.
internal sealed class ConsentRules(Market market)
{
    public LeadForm Check(LeadForm form, Findings findings)
    {
        if (!form.ConsentToContact) findings.Add("consentToContact", FieldCodes.ConsentMissing);
        return form with
        {
            // The version of a box left unticked says nothing, and is not kept.
            ConsentVersion = Version("consentVersion", form.ConsentVersion, market.ContactConsent, findings),
            MarketingVersion = form.ConsentToMarketing ? Optional("consentToMarketing", "marketingVersion", form.MarketingVersion, ConsentText.Marketing, findings) : null,
            AdvertisingVersion = form.ConsentToAdvertising ? Optional("consentToAdvertising", "advertisingVersion", form.AdvertisingVersion, ConsentText.Advertising, findings) : null,
        };
    }

    /// <summary>The boxes that were ticked on a form that passed, in the words beside them.</summary>
    public IReadOnlyList<GivenConsent> Given(LeadForm form)
    {
        var keys = new List<string> { ConsentText.Contact };
        if (form.ConsentToMarketing) keys.Add(ConsentText.Marketing);
        if (form.ConsentToAdvertising) keys.Add(ConsentText.Advertising);
        return [.. keys.Select(key => market.FindConsent(key)!).Select(consent =>
            new GivenConsent(consent.Key, consent.Version, consent.In(form.Locale!, form.Quotes!.Value), form.Locale!))];
    }

    private string? Optional(string box, string field, string? version, string key, Findings findings)
    {
        if (market.FindConsent(key) is { } consent) return Version(field, version, consent, findings);
        findings.Add(box, FieldCodes.ConsentUnknown);
        return null;
    }

    // Words that changed between the page and the click were not agreed to: they are shown again.
    private static string? Version(string field, string? version, ConsentText consent, Findings findings) =>
        findings.Key(field, version, [consent.Version], FieldCodes.ConsentVersionMissing, FieldCodes.ConsentVersionOutdated);
}
