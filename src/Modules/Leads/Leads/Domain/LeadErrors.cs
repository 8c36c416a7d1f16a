using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>What this module refuses as a whole; refusals of single fields are in <see cref="FieldCodes"/>.</summary>
internal static class LeadErrors
{
    public static readonly Error LeadNotFound = Error.NotFound("leads.lead-not-found");
    public static readonly Error DraftNotFound = Error.NotFound("leads.draft-not-found");

    /// <summary>The draft is a lead by now; what is typed into it would reach nobody.</summary>
    public static readonly Error DraftSubmitted = Error.Conflict("leads.draft-submitted");

    /// <summary>The lead's status does not allow this move.</summary>
    public static readonly Error IllegalMove = Error.Conflict("leads.illegal-move");

    /// <summary>Nothing is to be decided about the lead: it was never held, or somebody has decided already.</summary>
    public static readonly Error NotHeld = Error.Conflict("leads.not-held");
}

/// <summary>Why a field of the form was refused. Each code has words in the resources of every language.</summary>
internal static class FieldCodes
{
    public const string ServiceMissing = "leads.service-missing";
    public const string ServiceUnknown = "leads.service-unknown";

    public const string PostalCodeMissing = "leads.postal-code-missing";
    public const string PostalCodeTooLong = "leads.postal-code-too-long";
    public const string PostalCodeMalformed = "leads.postal-code-malformed";
    public const string PostalCodeUnknown = "leads.postal-code-unknown";

    public const string QuestionUnknown = "leads.question-unknown";
    public const string AnswerMissing = "leads.answer-missing";
    public const string AnswerUnknown = "leads.answer-unknown";
    public const string AnswerTooMany = "leads.answer-too-many";
    public const string AnswerTooLong = "leads.answer-too-long";
    public const string AnswerNotANumber = "leads.answer-not-a-number";
    public const string AnswerTooSmall = "leads.answer-too-small";
    public const string AnswerTooLarge = "leads.answer-too-large";
    public const string AnswerNotADate = "leads.answer-not-a-date";
    public const string AnswerInPast = "leads.answer-in-past";
    public const string AnswerHoldsContact = "leads.answer-holds-contact";

    public const string BudgetMissing = "leads.budget-missing";
    public const string BudgetUnknown = "leads.budget-unknown";
    public const string TimelineMissing = "leads.timeline-missing";
    public const string TimelineUnknown = "leads.timeline-unknown";
    public const string QuotesMissing = "leads.quotes-missing";
    public const string QuotesOutOfRange = "leads.quotes-out-of-range";

    public const string NameMissing = "leads.name-missing";
    public const string NameTooLong = "leads.name-too-long";
    public const string NameMalformed = "leads.name-malformed";
    public const string EmailMissing = "leads.email-missing";
    public const string EmailTooLong = "leads.email-too-long";
    public const string EmailMalformed = "leads.email-malformed";
    public const string PhoneMissing = "leads.phone-missing";
    public const string PhoneTooLong = "leads.phone-too-long";
    public const string PhoneMalformed = "leads.phone-malformed";
    public const string PhoneAbroad = "leads.phone-abroad";
    public const string PhoneImplausible = "leads.phone-implausible";
    public const string AddressTooLong = "leads.address-too-long";
    public const string LocaleMissing = "leads.locale-missing";
    public const string LocaleUnknown = "leads.locale-unknown";
    public const string ConsentMissing = "leads.consent-missing";
    public const string ConsentVersionMissing = "leads.consent-version-missing";
    public const string ConsentVersionOutdated = "leads.consent-version-outdated";

    /// <summary>A box was ticked that this market does not show.</summary>
    public const string ConsentUnknown = "leads.consent-unknown";
    public const string CallHoursUnknown = "leads.call-hours-unknown";

    /// <summary>Characters that no form can type: NUL, controls, half a surrogate pair, direction overrides.</summary>
    public const string TextNotAllowed = "leads.text-not-allowed";

    public const string FormMissing = "leads.form-missing";
    public const string DraftMissing = "leads.draft-missing";
    public const string StepUnknown = "leads.step-unknown";
}

/// <summary>Greatest lengths in UTF-16 units, as a browser counts <c>maxlength</c>. Texts of answers have theirs in the market file.</summary>
internal static class FieldLimits
{
    public const int PostalCode = 20;
    public const int Name = 80;

    /// <summary>RFC 5321, section 4.5.3.1.3, without the angle brackets.</summary>
    public const int Email = 254;

    /// <summary>As typed, with its spaces and brackets.</summary>
    public const int Phone = 40;
    public const int Address = 120;
}
