using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>The lead that a homeowner's link opens. Asked as the system, before anybody is let in.</summary>
/// <param name="Key">The secret part of the link, as typed.</param>
/// <remarks>Refused with <c>leads.link-unknown</c>, also when it was replaced.</remarks>
public sealed record OpenAccessLink(string? Key) : IQuery<LeadId>;

/// <summary>Ends every link of a request, mails a new one to the homeowner, and answers its key.</summary>
/// <remarks>Refused with <c>leads.lead-not-found</c>, also once erased.</remarks>
public sealed record ReplaceAccessLink(LeadId Lead) : ICommand<string>;

/// <summary>A request as its homeowner sees it. Refused with <c>leads.lead-not-found</c>.</summary>
public sealed record GetRequest(LeadId Lead) : IQuery<RequestView>;

/// <param name="Status"><c>submitted</c>, <c>verified</c>, <c>listed</c>, <c>soldout</c>, <c>closed</c>, <c>expired</c>, <c>withdrawn</c>, <c>rejected</c>.</param>
/// <param name="UnderReview">Held for an operator to look at; nothing is asked of the homeowner.</param>
/// <param name="IsDuplicate">Rejected because the same person has an earlier request.</param>
/// <param name="HasSamePhone">A duplicate by its telephone, which was shown to be theirs; by the address alone, anybody could find out with
/// it what somebody else has asked for.</param>
/// <param name="ExpiresAt">When it stops being sold.</param>
/// <param name="Contact">Absent once erased.</param>
/// <param name="Outcome"><c>hired</c> (through <paramref name="HiredUnlock"/>), <c>elsewhere</c>, <c>nobody</c>, or null.</param>
public sealed record RequestView(
    LeadId Id, string Status, bool UnderReview, bool IsDuplicate, bool HasSamePhone, string Service, string Region, string Area, string PostalPrefix,
    string Budget, string Timeline, IReadOnlyDictionary<string, IReadOnlyList<string>> Answers, int Quotes, string Locale,
    DateTimeOffset SubmittedAt, DateTimeOffset? ListedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? ErasedAt, LeadContact? Contact,
    IReadOnlyList<ConsentView> Consents, string? Outcome, UnlockId? HiredUnlock, IReadOnlyList<ProblemView> Problems);

/// <param name="Text">As it stood beside the box.</param>
/// <param name="WithdrawnAt">For the consent to be contacted: withdrawn from everybody.</param>
public sealed record ConsentView(string Key, string Version, string Text, string Locale, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt);

/// <summary>A problem the homeowner reported.</summary>
public sealed record ProblemView(string Kind, string? Text, UnlockId? Unlock, DateTimeOffset At);

/// <summary>The homeowner wants no more contractors; those who have the details keep them. Sent by Purchasing, whose listing closes first.</summary>
/// <remarks>Idempotent. Refused with <c>leads.lead-not-found</c>, <c>leads.illegal-move</c>.</remarks>
public sealed record CloseLead(LeadId Lead) : ICommand;

/// <summary>The homeowner takes back the consent to be contacted, from everybody. Sent by Purchasing, whose listing closes first.</summary>
/// <remarks>Idempotent; possible in any state, since a consent can always be taken back. Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record WithdrawLead(LeadId Lead) : ICommand;

/// <summary>The homeowner takes back the consent from one contractor; kept as proof. Sent by Purchasing, which destroys that copy.</summary>
/// <remarks>Idempotent on the unlock. Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record NoteBuyerWithdrawn(LeadId Lead, UnlockId Unlock) : ICommand;

/// <summary>Takes back a consent other than that to be contacted: <c>marketing</c> or <c>advertising</c>.</summary>
/// <remarks>Idempotent. Refused with <c>leads.consent-unknown</c>.</remarks>
public sealed record WithdrawConsent(LeadId Lead, string Key) : ICommand;

/// <summary>Destroys who the homeowner is; what was asked and sold stays, as figures of nobody. Sent by Purchasing, whose listing closes first.</summary>
/// <remarks>Idempotent. Also destroys drafts and unlisted doubles of the same person. Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record EraseLead(LeadId Lead) : ICommand;

/// <summary>Reports a problem with a contractor or with us, for staff.</summary>
/// <param name="Kind"><c>too-many-calls</c>, <c>unknown-caller</c>, <c>rude</c>, <c>wrong-details</c>, <c>other</c>.</param>
/// <param name="Unlock">The contractor it is about, by their unlock.</param>
/// <remarks>Refused with <c>validation.failed</c> (<c>leads.problem-kind-unknown</c>, <c>leads.problem-text-missing</c>, <c>leads.problem-text-too-long</c>,
/// <c>leads.text-not-allowed</c>), <c>leads.too-many-problems</c>.</remarks>
public sealed record ReportProblem(LeadId Lead, string? Kind, string? Text, UnlockId? Unlock) : ICommand;

/// <summary>Says whom the homeowner hired; said again, the last word stands.</summary>
/// <param name="Outcome"><c>hired</c> with <paramref name="Unlock"/>, <c>elsewhere</c>, <c>nobody</c>.</param>
/// <remarks>Refused with <c>validation.failed</c> (<c>leads.outcome-unknown</c>).</remarks>
public sealed record RecordOutcome(LeadId Lead, string? Outcome, UnlockId? Unlock) : ICommand;

/// <summary>Everything Leads holds on a request, for the homeowner to take away (Law 25, s. 27): readable JSON.</summary>
/// <remarks>Refused with <c>leads.lead-not-found</c>.</remarks>
public sealed record ExportRequest(LeadId Lead) : IQuery<RequestExport>;

/// <param name="Attribution">Absent when nothing was known of it.</param>
/// <param name="Origins">From where each consent was given.</param>
public sealed record RequestExport(
    RequestView Request, IReadOnlyList<MoveView> Moves, IReadOnlyList<OriginView> Origins, Attribution? Attribution,
    IReadOnlyList<string> QualityReasons, int? QualityScore);

public sealed record MoveView(string? From, string To, string By, DateTimeOffset At);

public sealed record OriginView(string Consent, string? IpAddress, string? UserAgent);
