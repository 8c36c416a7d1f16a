using System.Globalization;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>The verdict on every reason, from evidence alone.</summary>
public sealed class ReturnJudgeTests
{
    private static readonly Market Market = TestMarket.Create() with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto") };

    /// <summary>Reason; what is known (see <see cref="Evidence"/>); what is decided, by which rule, and the facts it names.</summary>
    public static TheoryData<string, string, string, string, string> Verdicts => new()
    {
        { "duplicate", "", "Denied", "return.no-same-person", "" },
        { "duplicate", "earlier", "Approved", "return.same-person", "earlier=2026-11-01" },
        { "duplicate", "earlier reached won", "Approved", "return.same-person", "earlier=2026-11-01" },
        { "duplicate", "earlier gone", "Review", "return.staff", "contact=withdrawn" },
        { "duplicate", "gone", "Review", "return.staff", "contact=withdrawn" },
        { "duplicate", "earlier long-ago", "Review", "return.same-person-other", "earlier=2026-11-01 apart=200 window=30" },

        { "wrong-area", "", "Denied", "return.area-same", "listed=H2X received=H2X" },
        { "wrong-area", "far", "Approved", "return.area-differs", "listed=H2X received=J1H" },
        { "wrong-area", "far gone", "Review", "return.staff", "contact=withdrawn" },
        { "wrong-area", "earlier", "Denied", "return.area-same", "listed=H2X received=H2X" },

        { "wrong-service", "", "Review", "return.service-needs-staff", "service=ev-charger" },
        { "wrong-service", "foreign", "Approved", "return.service-differs", "service=ev-charger" },
        { "wrong-service", "foreign gone", "Approved", "return.service-differs", "service=ev-charger" },

        { "dead-phone", "", "Denied", "return.attempts-missing", "attempts=0 days=0 needed=2 neededDays=1" },
        { "dead-phone", "wrong-number", "Denied", "return.attempts-missing", "attempts=1 days=1 needed=2 neededDays=1" },
        { "dead-phone", "wrong-number out-of-service", "Approved", "return.attempts-enough", "attempts=2 days=1 needed=2 neededDays=1" },
        { "dead-phone", "no-answer voicemail no-answer", "Denied", "return.attempts-missing", "attempts=0 days=0 needed=2 neededDays=1" },
        { "dead-phone", "wrong-number wrong-number gone", "Approved", "return.attempts-enough", "attempts=2 days=1 needed=2 neededDays=1" },
        // What is missing can no longer be logged; what is known stays known.
        { "dead-phone", "wrong-number gone", "Review", "return.staff", "contact=withdrawn" },
        { "dead-phone", "gone", "Review", "return.staff", "contact=withdrawn" },
        { "no-answer", "no-answer no-answer gone", "Review", "return.staff", "contact=withdrawn" },
        { "no-answer", "no-answer reached gone", "Denied", "return.was-reached", "reached=2026-11-21" },
        { "no-answer", "no-answer gone won", "Denied", "return.progress-made", "progress=won" },

        { "no-answer", "no-answer no-answer", "Denied", "return.attempts-missing", "attempts=2 days=1 needed=3 neededDays=2" },
        { "no-answer", "no-answer no-answer no-answer", "Denied", "return.attempts-missing", "attempts=3 days=1 needed=3 neededDays=2" },
        { "no-answer", "no-answer next-day no-answer", "Denied", "return.attempts-missing", "attempts=2 days=2 needed=3 neededDays=2" },
        { "no-answer", "no-answer next-day voicemail out-of-service", "Approved", "return.attempts-enough", "attempts=3 days=2 needed=3 neededDays=2" },
        { "no-answer", "no-answer sent next-day no-answer sent", "Denied", "return.attempts-missing", "attempts=2 days=2 needed=3 neededDays=2" },
        { "no-answer", "no-answer no-answer next-day no-answer reached", "Denied", "return.was-reached", "reached=2026-11-22" },
        { "no-answer", "no-answer no-answer next-day no-answer contacted", "Approved", "return.attempts-enough", "attempts=3 days=2 needed=3 neededDays=2" },
        { "no-answer", "no-answer no-answer next-day no-answer lost", "Approved", "return.attempts-enough", "attempts=3 days=2 needed=3 neededDays=2" },
        { "no-answer", "no-answer no-answer next-day no-answer quoted", "Denied", "return.progress-made", "progress=quoted" },
        { "no-answer", "no-answer no-answer next-day no-answer won", "Denied", "return.progress-made", "progress=won" },

        { "other", "", "Review", "return.staff", "" },
        { "other", "earlier far foreign no-answer", "Review", "return.staff", "" },

        // The guard looks at nothing that the machine would not have approved.
        { "duplicate", "earlier often", "Review", "return.over-limit", "bought=10 returned=3 percent=20 cycleDays=30" },
        { "wrong-area", "far often", "Review", "return.over-limit", "bought=10 returned=3 percent=20 cycleDays=30" },
        { "wrong-service", "foreign often", "Review", "return.over-limit", "bought=10 returned=3 percent=20 cycleDays=30" },
        { "dead-phone", "wrong-number wrong-number often", "Review", "return.over-limit", "bought=10 returned=3 percent=20 cycleDays=30" },
        { "no-answer", "no-answer no-answer next-day no-answer often", "Review", "return.over-limit", "bought=10 returned=3 percent=20 cycleDays=30" },
        { "duplicate", "often", "Denied", "return.no-same-person", "" },
        { "other", "often", "Review", "return.staff", "" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Evidence_decides(string reason, string known, string outcome, string rule, string facts)
    {
        var verdict = Judge(reason, Evidence(known));

        (verdict.Outcome.ToString(), verdict.Rule).ShouldBe((outcome, rule));
        string.Join(' ', verdict.Facts.Select(fact => $"{fact.Key}={fact.Value}")).ShouldBe(facts);
    }

    [Fact]
    public void Every_reason_of_the_market_is_in_the_table_with_every_outcome_it_can_have()
    {
        var table = Verdicts.Select(row => ((string)row[0], (string)row[2])).ToHashSet();

        foreach (var reason in TestMarket.Returns.Reasons)
        {
            var possible = reason.Proof switch
            {
                ReturnProof.Staff => ["Review"],
                ReturnProof.Service => ["Approved", "Review"],
                _ => new[] { "Approved", "Denied", "Review" },
            };
            foreach (var outcome in possible) table.ShouldContain((reason.Key, outcome));
        }
    }

    // Three calls within four minutes, around midnight: two days by the market's clocks, whatever Greenwich says.
    [Theory]
    [InlineData("2026-11-22T04:58:00Z", "2026-11-22T04:59:59Z", "2026-11-22T05:00:00Z", true)]
    [InlineData("2026-11-22T05:00:00Z", "2026-11-22T05:02:00Z", "2026-11-23T04:59:59Z", false)]
    [InlineData("2026-11-21T23:58:00Z", "2026-11-21T23:59:00Z", "2026-11-22T00:01:00Z", false)]
    [InlineData("2026-11-01T03:59:59Z", "2026-11-01T04:00:00Z", "2026-11-01T04:00:00Z", true)]
    [InlineData("2026-11-01T04:00:00Z", "2026-11-02T04:59:59Z", "2026-11-02T04:59:59Z", false)]
    public void Days_are_those_of_the_market_s_calendar_also_when_the_clocks_change(string first, string second, string third, bool enough)
    {
        var attempts = new[] { first, second, third }.Select(at => new SeenAttempt(AttemptOutcome.NoAnswer, DateTimeOffset.Parse(at, null))).ToList();

        (Judge("no-answer", Evidence("") with { Attempts = attempts }).Outcome is ReturnOutcome.Approved).ShouldBe(enough);
    }

    // Intake's own bound: there the window is over, the request is a new one and is listed.
    [Theory]
    [InlineData(0, "Approved")]
    [InlineData((30 * 86_400) - 1, "Approved")]
    [InlineData(30 * 86_400, "Review")]
    [InlineData((30 * 86_400) + 1, "Review")]
    [InlineData(200 * 86_400, "Review")]
    public void A_request_that_intake_would_have_taken_as_new_is_no_duplicate_to_the_machine(int seconds, string outcome)
    {
        var verdict = Judge("duplicate", Evidence("earlier") with { SamePersonApart = TimeSpan.FromSeconds(seconds) });

        verdict.Outcome.ToString().ShouldBe(outcome);
    }

    [Theory]
    [InlineData("0 59", 1, 1)]
    [InlineData("0 60", 2, 0)]
    [InlineData("0 59 60", 2, 1)]     // from the last that counts, not from the last
    [InlineData("0 59 119", 2, 1)]
    [InlineData("0 59 118", 2, 1)]
    [InlineData("0 0 0 60 60 120", 3, 3)]
    [InlineData("", 0, 0)]
    public void A_try_counts_an_hour_after_the_last_one_that_counts(string minutes, int counted, int tooSoon)
    {
        var attempts = minutes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(minute => Samples.Noon.AddMinutes(int.Parse(minute, CultureInfo.InvariantCulture)));
        var reason = TestMarket.Returns.Find("dead-phone")! with { Apart = TimeSpan.FromHours(1) };

        var verdict = ReturnJudge.Judge(reason, Evidence("") with { Attempts = [.. attempts.Select(at => new SeenAttempt(AttemptOutcome.WrongNumber, at))] }, Market);

        (verdict.Outcome is ReturnOutcome.Approved).ShouldBe(counted >= 2);
        (verdict.Facts["attempts"], verdict.Facts["tooSoon"], verdict.Facts["minutesBetween"]).ShouldBe(($"{counted}", $"{tooSoon}", "60"));
    }

    [Fact]
    public void What_proves_nothing_is_in_no_other_try_s_way()
    {
        var reason = TestMarket.Returns.Find("dead-phone")! with { Apart = TimeSpan.FromHours(1) };
        var attempts = new[] { (AttemptOutcome.NoAnswer, 0), (AttemptOutcome.Sent, 1), (AttemptOutcome.WrongNumber, 2), (AttemptOutcome.NoAnswer, 61), (AttemptOutcome.OutOfService, 62) };

        var verdict = ReturnJudge.Judge(
            reason, Evidence("") with { Attempts = [.. attempts.Select(seen => new SeenAttempt(seen.Item1, Samples.Noon.AddMinutes(seen.Item2)))] }, Market);

        (verdict.Outcome, verdict.Facts["tooSoon"]).ShouldBe((ReturnOutcome.Approved, "0"));
    }

    [Theory]
    [InlineData(0, 2, false)]    // so many are never too many
    [InlineData(15, 2, false)]
    [InlineData(15, 3, true)]
    [InlineData(19, 3, true)]
    [InlineData(20, 3, false)]   // the fourth of twenty is exactly a fifth
    [InlineData(24, 4, true)]
    [InlineData(25, 4, false)]
    public void Beyond_the_limit_a_person_looks(int bought, int returned, bool review)
    {
        var verdict = Judge("duplicate", Evidence("earlier") with { CycleBought = bought, CycleReturned = returned });

        (verdict.Rule is "return.over-limit").ShouldBe(review);
    }

    [Theory]
    [InlineData("other", "", true)]
    [InlineData("wrong-service", "", true)]
    [InlineData("wrong-service", "foreign", false)]
    [InlineData("duplicate", "", false)]
    [InlineData("no-answer", "", false)]
    public void Words_are_needed_where_staff_could_go_by_nothing_else(string reason, string known, bool needed) =>
        ReturnJudge.NeedsNote(TestMarket.Returns.Find(reason)!, Evidence(known)).ShouldBe(needed);

    private static Verdict Judge(string reason, ReturnEvidence evidence) =>
        ReturnJudge.Judge(TestMarket.Returns.Find(reason)!, evidence, Market);

    /// <summary>Words: <c>gone</c> (contact withdrawn), <c>earlier</c> (the same person before), <c>long-ago</c> (their other request), <c>far</c> (another area), <c>foreign</c> (not their service),
    /// <c>often</c> (over the limit), a progress, the outcome of a try, <c>next-day</c> between two tries.</summary>
    private static ReturnEvidence Evidence(string known)
    {
        var words = known.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (attempts, at) = (new List<SeenAttempt>(), Samples.Noon);
        foreach (var word in words)
        {
            if (word is "next-day") at = at.AddDays(1);
            else if (Enum.TryParse<AttemptOutcome>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var outcome)) attempts.Add(new SeenAttempt(outcome, at));
        }

        var progress = Enum.GetValues<LeadProgress>().Where(progress => words.Contains(progress.Spelled(), StringComparer.Ordinal)).DefaultIfEmpty(LeadProgress.New).Single();
        return new ReturnEvidence(
            ContactGone: Is("gone"), SamePersonAt: Is("earlier") ? new DateTimeOffset(2026, 11, 2, 3, 0, 0, TimeSpan.Zero) : null,
            ListedArea: "H2X", ReceivedArea: Is("gone") ? null : Is("far") ? "J1H" : "H2X", Service: "ev-charger", ServiceWasTheirs: !Is("foreign"),
            progress, attempts, CycleBought: Is("often") ? 10 : 1, CycleReturned: Is("often") ? 3 : 0)
        {
            SamePersonApart = TimeSpan.FromDays(Is("long-ago") ? 200 : 2),
        };

        bool Is(string word) => words.Contains(word, StringComparer.Ordinal);
    }
}
