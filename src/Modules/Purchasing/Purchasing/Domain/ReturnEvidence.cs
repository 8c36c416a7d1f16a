using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Domain;

/// <summary>What is stored about a bought lead, as it stood when its return was asked for, but for the returns approved since.</summary>
/// <param name="ContactGone">The homeowner took their details back.</param>
/// <param name="SamePersonAt">When the contractor was given the same telephone or e-mail before, for the same service; null: never, as far as is known. Of
/// several, the one whose request is nearest to this one.</param>
/// <param name="ListedArea">Postal area on the board.</param>
/// <param name="ReceivedArea">Postal area of the contact; null once it is gone.</param>
/// <param name="ServiceWasTheirs">The contractor wanted leads of this service when they bought it, or it is not known.</param>
/// <param name="Attempts">Oldest first.</param>
/// <param name="CycleBought">Leads they bought in the cycle that ends with the request.</param>
/// <param name="CycleReturned">Returns of theirs that were approved since that cycle began, to the moment this was gathered: also after the request.</param>
internal sealed record ReturnEvidence(
    bool ContactGone, DateTimeOffset? SamePersonAt, string ListedArea, string? ReceivedArea, string Service, bool ServiceWasTheirs,
    LeadProgress Progress, IReadOnlyList<SeenAttempt> Attempts, int CycleBought, int CycleReturned)
{
    /// <summary>How far apart that person's two requests were listed.</summary>
    public TimeSpan SamePersonApart { get; init; }
}

internal sealed record SeenAttempt(AttemptOutcome Outcome, DateTimeOffset At);

/// <summary>What verdicts rest on. Stable: stored, and put into words by the resources.</summary>
internal static class ReturnRule
{
    public const string AttemptsEnough = "return.attempts-enough";
    public const string AttemptsMissing = "return.attempts-missing";
    public const string SamePerson = "return.same-person";
    public const string SamePersonOther = "return.same-person-other";
    public const string NoSamePerson = "return.no-same-person";
    public const string AreaDiffers = "return.area-differs";
    public const string AreaSame = "return.area-same";
    public const string ServiceDiffers = "return.service-differs";
    public const string ServiceNeedsStaff = "return.service-needs-staff";
    public const string WasReached = "return.was-reached";
    public const string ProgressMade = "return.progress-made";
    public const string OverLimit = "return.over-limit";
    public const string PromiseMissed = "return.promise-missed";
    public const string Staff = "return.staff";
}
