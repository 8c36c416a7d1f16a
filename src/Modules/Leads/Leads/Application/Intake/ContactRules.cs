using System.Text;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>Who the homeowner is, how to call them, and what they consent to.</summary>
internal sealed class ContactRules(Market market) : IStepRules
{
    private readonly ConsentRules _consents = new(market);

    public IntakeStep Step => IntakeStep.Contact;

    public LeadForm Check(LeadForm form, Findings findings) => _consents.Check(form, findings) with
    {
        Name = Name(form.Name, findings),
        Email = Formed("email", findings.RequiredText("email", form.Email, FieldLimits.Email, FieldCodes.EmailMissing, FieldCodes.EmailTooLong), EmailAddress.Read, findings),
        Phone = Formed("phone", findings.RequiredText("phone", form.Phone, FieldLimits.Phone, FieldCodes.PhoneMissing, FieldCodes.PhoneTooLong), PhoneNumber.Read, findings),
        Address = findings.Text("address", form.Address, FieldLimits.Address, FieldCodes.AddressTooLong),
        Locale = findings.Key("locale", form.Locale, market.Locales, FieldCodes.LocaleMissing, FieldCodes.LocaleUnknown),
        CallLocale = findings.OptionalKey("callLocale", form.CallLocale, market.Locales, FieldCodes.LocaleUnknown),
        CallHours = CallHours(form.CallHours, findings),
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

    // A page posts an untouched field as one blank value; JSON may hold nulls anywhere.
    private IReadOnlyList<string>? CallHours(IReadOnlyList<string>? typed, Findings findings)
    {
        var hours = market.Intake.CallHours.Select(choice => choice.Key).ToHashSet(StringComparer.Ordinal);
        var chosen = typed?.Where(hour => !string.IsNullOrWhiteSpace(hour)).Distinct(StringComparer.Ordinal).ToList();
        if (chosen is null or { Count: 0 }) return null;
        if (chosen.TrueForAll(hours.Contains)) return chosen;

        findings.Add("callHours", FieldCodes.CallHoursUnknown);
        return null;
    }
}
