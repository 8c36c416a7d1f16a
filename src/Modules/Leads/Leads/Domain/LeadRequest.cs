using LeadMarket.Kernel.Markets;

namespace LeadMarket.Leads.Domain;

/// <summary>A form that has passed every rule: what the homeowner wants, who they are, what they agreed to.</summary>
/// <param name="Consents">One for each box that was ticked; that to be contacted is always among them.</param>
internal sealed record LeadRequest(ProjectRequest Project, ContactDetails Contact, IReadOnlyList<GivenConsent> Consents);

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
/// <param name="Locale">The language to be called in.</param>
/// <param name="CallHours">Keys of the market's call hours; empty: any.</param>
internal sealed record ContactDetails(
    string Name, EmailAddress Email, PhoneNumber Phone, string? Address, PostalCode PostalCode, string Locale, IReadOnlyList<string> CallHours);

/// <summary>The words that were on the screen when the box was ticked.</summary>
internal sealed record GivenConsent(string Key, string Version, string Text, string Locale);
