using System.Globalization;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Domain;

internal enum ReturnOutcome
{
    Approved,
    Denied,

    /// <summary>A person decides.</summary>
    Review,
}

/// <summary>What is decided, by which rule, and what was found.</summary>
/// <param name="Rule">One of <see cref="ReturnRule"/>.</param>
/// <param name="Facts">Counts, areas and dates; nothing of the homeowner.</param>
internal sealed record Verdict(ReturnOutcome Outcome, string Rule, IReadOnlyDictionary<string, string> Facts);

/// <summary>Decides returns. Knows nothing but the market's rules and the evidence: the same evidence has the same verdict, whoever asks and whenever.</summary>
internal static class ReturnJudge
{
    public static Verdict Judge(ReturnReason reason, ReturnEvidence evidence, Market market)
    {
        var (limit, calendar) = (market.Returns.Limit, market.TimeZone);
        var verdict = reason.Proof switch
        {
            // The homeowner took their details back, and what they would have shown.
            ReturnProof.SamePerson or ReturnProof.Area when evidence.ContactGone => Gone,
            ReturnProof.SamePerson => JudgePerson(evidence, market.Intake.Duplicates.Window, calendar),
            ReturnProof.Area => JudgeArea(evidence),
            ReturnProof.Service => JudgeService(evidence),
            ReturnProof.Attempts => JudgeAttempts(reason, evidence, calendar),
            _ => Ask(ReturnRule.Staff),
        };

        // Honest contractors are rarely wrong that often, and a person can tell.
        return verdict.Outcome is ReturnOutcome.Approved && limit.IsReached(evidence.CycleBought, evidence.CycleReturned)
            ? Ask(ReturnRule.OverLimit,
                ("bought", Text(evidence.CycleBought)), ("returned", Text(evidence.CycleReturned)), ("percent", Text(limit.Percent)),
                ("cycleDays", Text((int)limit.Cycle.TotalDays)))
            : verdict;
    }

    /// <summary>Whether the contractor has to say something: staff could go by nothing else.</summary>
    public static bool NeedsNote(ReturnReason reason, ReturnEvidence evidence) =>
        reason.Proof is ReturnProof.Staff || (reason.Proof is ReturnProof.Service && evidence.ServiceWasTheirs);

    // Intake refuses what is one request sent twice. Whoever comes back after its window wants something done again, as a rule: a lead like any other.
    private static Verdict JudgePerson(ReturnEvidence evidence, TimeSpan window, TimeZoneInfo calendar)
    {
        if (evidence.SamePersonAt is not { } earlier) return Deny(ReturnRule.NoSamePerson);
        var fact = ("earlier", Written(earlier, calendar));
        return evidence.SamePersonApart < window
            ? Approve(ReturnRule.SamePerson, fact)
            : Ask(ReturnRule.SamePersonOther, fact, ("apart", Text((int)evidence.SamePersonApart.TotalDays)), ("window", Text((int)window.TotalDays)));
    }

    private static Verdict JudgeArea(ReturnEvidence evidence)
    {
        var facts = new[] { ("listed", evidence.ListedArea), ("received", evidence.ReceivedArea ?? "") };
        return evidence.ReceivedArea == evidence.ListedArea ? Deny(ReturnRule.AreaSame, facts) : Approve(ReturnRule.AreaDiffers, facts);
    }

    private static Verdict JudgeService(ReturnEvidence evidence) => evidence.ServiceWasTheirs
        ? Ask(ReturnRule.ServiceNeedsStaff, ("service", evidence.Service))
        : Approve(ReturnRule.ServiceDiffers, ("service", evidence.Service));

    private static Verdict JudgeAttempts(ReturnReason reason, ReturnEvidence evidence, TimeZoneInfo calendar)
    {
        if (evidence.Progress is LeadProgress.Quoted or LeadProgress.Won) return Deny(ReturnRule.ProgressMade, ("progress", evidence.Progress.Spelled()));
        if (evidence.Attempts.FirstOrDefault(attempt => attempt.Outcome is AttemptOutcome.Reached) is { } reached)
            return Deny(ReturnRule.WasReached, ("reached", Written(reached.At, calendar)));

        var fitting = evidence.Attempts.Where(attempt => reason.Outcomes.Contains(attempt.Outcome.Spelled(), StringComparer.Ordinal)).ToList();
        var counting = Spaced(fitting, reason.Apart);
        var days = counting.Select(attempt => Day(attempt.At, calendar)).Distinct().Count();
        (string, string)[] facts =
        [
            ("attempts", Text(counting.Count)), ("days", Text(days)), ("needed", Text(reason.Attempts)), ("neededDays", Text(reason.Days)),
            .. reason.Apart > TimeSpan.Zero
                ? new[] { ("minutesBetween", Text((int)reason.Apart.TotalMinutes)), ("tooSoon", Text(fitting.Count - counting.Count)) }
                : [],
        ];
        if (counting.Count >= reason.Attempts && days >= reason.Days) return Approve(ReturnRule.AttemptsEnough, facts);

        // What is missing can no longer be logged, and that is not the contractor's doing.
        return evidence.ContactGone ? Gone : Deny(ReturnRule.AttemptsMissing, facts);
    }

    /// <summary>Those that are far enough from the last one before them that is.</summary>
    private static List<SeenAttempt> Spaced(IEnumerable<SeenAttempt> attempts, TimeSpan apart)
    {
        var counting = new List<SeenAttempt>();
        foreach (var attempt in attempts)
        {
            if (counting.Count == 0 || attempt.At - counting[^1].At >= apart) counting.Add(attempt);
        }

        return counting;
    }

    private static Verdict Gone => Ask(ReturnRule.Staff, ("contact", "withdrawn"));

    private static Verdict Approve(string rule, params (string Name, string Value)[] facts) => Of(ReturnOutcome.Approved, rule, facts);

    private static Verdict Deny(string rule, params (string Name, string Value)[] facts) => Of(ReturnOutcome.Denied, rule, facts);

    private static Verdict Ask(string rule, params (string Name, string Value)[] facts) => Of(ReturnOutcome.Review, rule, facts);

    private static Verdict Of(ReturnOutcome outcome, string rule, (string Name, string Value)[] facts) =>
        new(outcome, rule, facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal));

    private static DateOnly Day(DateTimeOffset at, TimeZoneInfo calendar) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, calendar).DateTime);

    private static string Written(DateTimeOffset at, TimeZoneInfo calendar) => Day(at, calendar).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
