using System.Text;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>Who the homeowner is, and their consent to be contacted.</summary>
internal sealed class ContactRules(Market market) : IStepRules
{
    public IntakeStep Step => IntakeStep.Contact;

    public LeadForm Check(LeadForm form, Findings findings) => form with
    {
        Name = Name(form.Name, findings),
        Email = Formed("email", findings.RequiredText("email", form.Email, FieldLimits.Email, FieldCodes.EmailMissing, FieldCodes.EmailTooLong), EmailAddress.Read, findings),
        Phone = Formed("phone", findings.RequiredText("phone", form.Phone, FieldLimits.Phone, FieldCodes.PhoneMissing, FieldCodes.PhoneTooLong), PhoneNumber.Read, findings),
        Address = findings.Text("address", form.Address, FieldLimits.Address, FieldCodes.AddressTooLong),
        Locale = findings.Key("locale", form.Locale, market.Locales, FieldCodes.LocaleMissing, FieldCodes.LocaleUnknown),
        ConsentVersion = Consent(form, findings),
    };

    private static string? Name(string? typed, Findings findings)
    {
        var name = findings.RequiredText("name", typed, FieldLimits.Name, FieldCodes.NameMissing, FieldCodes.NameTooLong);
        if (name is not null && !name.EnumerateRunes().Any(Rune.IsLetter)) findings.Add("name", FieldCodes.NameMalformed);
        return name;
    }

    // Kept as typed: people know their own way of writing a number when they come back to the form.
    private static string? Formed<T>(string field, string? text, Func<string, Result<T>> read, Findings findings)
    {
        if (text is null) return null;
        var value = read(text);
        if (value.IsFailure) findings.Add(field, value.Error.Code);
        return text;
    }

    private string? Consent(LeadForm form, Findings findings)
    {
        if (!form.ConsentToContact) findings.Add("consentToContact", FieldCodes.ConsentMissing);

        // Words that changed between the page and the click were not agreed to: they are shown again.
        return findings.Key("consentVersion", form.ConsentVersion, [market.ContactConsent.Version], FieldCodes.ConsentVersionMissing, FieldCodes.ConsentVersionOutdated);
    }
}
