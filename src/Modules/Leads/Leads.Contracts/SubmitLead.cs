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
/// <param name="ConsentToMarketing">The box for commercial e-mail was ticked; a box of its own, never ticked beforehand.</param>
/// <param name="MarketingVersion">As <paramref name="ConsentVersion"/>, for that box; needed when it is ticked.</param>
/// <param name="ConsentToAdvertising">The box for measuring and advertising was ticked.</param>
/// <param name="AdvertisingVersion">As <paramref name="ConsentVersion"/>, for that box; needed when it is ticked.</param>
/// <param name="CallLocale">The language the homeowner wants to be called in; the one they read when absent.</param>
/// <param name="CallHours">Keys of the market's call hours; empty: any.</param>
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
    string? ConsentVersion,
    bool ConsentToMarketing = false,
    string? MarketingVersion = null,
    bool ConsentToAdvertising = false,
    string? AdvertisingVersion = null,
    string? CallLocale = null,
    IReadOnlyList<string>? CallHours = null);

/// <summary>From where a form was sent: kept as proof of consent, apart from the lead.</summary>
/// <param name="TrapSprung">A field that people do not see came back filled in.</param>
/// <param name="Page">The address of the page with the form.</param>
public sealed record FormOrigin(string? IpAddress, string? UserAgent, bool TrapSprung = false, Attribution? Attribution = null, Uri? Page = null);

/// <summary>Which advertisement or link brought the visitor, word for word from the first address they opened and, with their
/// consent, the advertiser's cookies. Kept with the draft, and sent to nobody without consent.</summary>
/// <param name="Fbclid">Meta's click id; case-sensitive.</param>
/// <param name="Fbp">Meta's browser id, <c>fb.1.{ms}.{random}</c>.</param>
/// <param name="Fbc">Meta's click cookie, <c>fb.1.{ms}.{fbclid}</c>.</param>
/// <param name="SeenAt">When they came: the time of the click, for <c>fbc</c> made from <paramref name="Fbclid"/>.</param>
public sealed record Attribution(
    string? Source = null, string? Medium = null, string? Campaign = null, string? Term = null, string? Content = null,
    string? Gclid = null, string? Fbclid = null, string? Fbp = null, string? Fbc = null, string? Referrer = null, DateTimeOffset? SeenAt = null);

/// <summary>Takes a homeowner's request and keeps the proof of consent. It is listed once its phone is verified, where the market asks for that.</summary>
/// <remarks>Refused with <c>validation.failed</c> and one <see cref="FieldError"/> per field at fault.</remarks>
public sealed record SubmitLead(LeadForm Form, FormOrigin Origin) : ICommand<SubmittedLead>;

/// <param name="Status">Lower case: <c>submitted</c> while the phone waits to be verified, then <c>verified</c>, <c>listed</c>, …</param>
public sealed record SubmittedLead(LeadId Id, string Status);
