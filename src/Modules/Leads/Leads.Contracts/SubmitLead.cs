using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>A homeowner's whole request, as typed. Every field may be missing or wrong; the refusal names each.</summary>
/// <param name="Service">A service key of the market file.</param>
/// <param name="PostalCode">As typed; case and spaces do not matter.</param>
/// <param name="Answers">Question key to chosen option keys, or to one text, number or ISO date.</param>
/// <param name="Budget">A budget key of the market file.</param>
/// <param name="Timeline">A timeline key of the market file.</param>
/// <param name="Quotes">How many contractors may get the contact, 1 to the market's cap.</param>
/// <param name="Address">Street address; kept with the contact, never listed.</param>
/// <param name="Locale">The language the homeowner read and wants to be answered in.</param>
/// <param name="ConsentToContact">The box was ticked.</param>
/// <param name="ConsentVersion">The version of the consent text that was shown; the server keeps its words.</param>
public sealed record LeadForm(
    string? Service,
    string? PostalCode,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Answers,
    string? Budget,
    string? Timeline,
    int? Quotes,
    string? Name,
    string? Email,
    string? Phone,
    string? Address,
    string? Locale,
    bool ConsentToContact,
    string? ConsentVersion);

/// <summary>From where a form was sent: kept as proof of consent, apart from the lead.</summary>
public sealed record FormOrigin(string? IpAddress, string? UserAgent);

/// <summary>Takes a homeowner's request, keeps the proof of consent, and lists the lead.</summary>
/// <remarks>Refused with <c>validation.failed</c> and one <see cref="FieldError"/> per field at fault.</remarks>
public sealed record SubmitLead(LeadForm Form, FormOrigin Origin) : ICommand<SubmittedLead>;

/// <param name="Status">Lower case: <c>listed</c>.</param>
public sealed record SubmittedLead(LeadId Id, string Status);
