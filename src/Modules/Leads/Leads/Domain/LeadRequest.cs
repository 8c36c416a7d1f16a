using LeadMarket.Kernel.Markets;

namespace LeadMarket.Leads.Domain;

/// <summary>A form that has passed every rule: what the homeowner wants, who they are, what they agreed to.</summary>
internal sealed record LeadRequest(ProjectRequest Project, ContactDetails Contact, GivenConsent Consent);

/// <summary>What contractors decide on.</summary>
/// <param name="Area">Of the postal code; nothing finer is ever listed.</param>
internal sealed record ProjectRequest(
    string Service,
    PostalArea Area,
    string Budget,
    string Timeline,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers,
    int Quotes,
    string Locale);

/// <summary>What contractors pay for.</summary>
internal sealed record ContactDetails(string Name, EmailAddress Email, PhoneNumber Phone, string? Address, PostalCode PostalCode, string Locale);

/// <summary>The words that were on the screen when the box was ticked.</summary>
internal sealed record GivenConsent(string Key, string Version, string Text, string Locale);
