using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>What is refused at the homeowner's page.</summary>
internal static class HomeownerPageErrors
{
    /// <summary>No link has this key, or it was replaced; which of the two is nobody's business.</summary>
    public static readonly Error LinkUnknown = Error.NotFound("leads.link-unknown");

    public static readonly Error ConsentUnknown = Error.NotFound("leads.consent-unknown");

    /// <summary>Waiting does not help: there is an end to what one request may report.</summary>
    public static readonly Error TooManyProblems = Error.TooMany("leads.too-many-problems", after: null);
}

/// <summary>Why a field of a form at the homeowner's page was refused.</summary>
internal static class HomeownerPageCodes
{
    public const string ProblemKindUnknown = "leads.problem-kind-unknown";
    public const string ProblemTextMissing = "leads.problem-text-missing";
    public const string ProblemTextTooLong = "leads.problem-text-too-long";
    public const string OutcomeUnknown = "leads.outcome-unknown";
}
