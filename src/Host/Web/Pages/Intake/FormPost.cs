using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>Reads the fields that a step of the form posts.</summary>
internal static class FormPost
{
    public const string AnswerPrefix = "answers.";

    // Out of people's sight, and the sort of field that a program fills in.
    private const string Trap = "website";

    public static TypedForm Typed(IFormCollection posted, Service? service) => new()
    {
        Service = posted["service"],
        PostalCode = posted["postalCode"],
        Answers = (service?.Questions ?? []).ToDictionary(
            question => question.Key,
            question => posted[AnswerPrefix + question.Key].OfType<string>().ToArray(),
            StringComparer.Ordinal),
        Budget = posted["budget"],
        Timeline = posted["timeline"],
        Quotes = posted["quotes"],
        Name = posted["name"],
        Email = posted["email"],
        Phone = posted["phone"],
        Address = posted["address"],
        CallLocale = posted["callLocale"],
        CallHours = [.. posted["callHours"].OfType<string>()],
        Contact = Consent(posted, "consentToContact", "consentVersion"),
        Marketing = Consent(posted, "consentToMarketing", "marketingVersion"),
        Advertising = Consent(posted, "consentToAdvertising", "advertisingVersion"),
    };

    public static bool TrapSprung(IFormCollection posted) => !string.IsNullOrEmpty(posted[Trap]);

    private static TypedConsent Consent(IFormCollection posted, string box, string version) => new(posted[box] == "true", posted[version]);
}
