using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>returns</c>, of which only the reasons have to be written.</summary>
internal static class ReturnsSection
{
    private const int LongestWindow = 90;      // days; a year later nobody can tell who was right
    private const int LongestStaffTime = 336;  // hours: two weeks
    private const int MostAttempts = 20;
    private const int LongestGap = 1440;       // minutes: on another day is what the days are for

    private static readonly Dictionary<string, ReturnProof> Proofs = new(StringComparer.Ordinal)
    {
        ["same-person"] = ReturnProof.SamePerson, ["area"] = ReturnProof.Area, ["service"] = ReturnProof.Service,
        ["attempts"] = ReturnProof.Attempts, ["staff"] = ReturnProof.Staff,
    };

    // An answer or a message that went out proves nothing against a lead.
    private static readonly string[] Outcomes = ["no-answer", "voicemail", "wrong-number", "out-of-service"];

    public static ReturnRules Read(Section returns)
    {
        var usual = ReturnRules.None;
        return new ReturnRules(
            Promise: TimeSpan.FromSeconds(returns.OptionalWhole("promiseSeconds", 10, 600) ?? (long)usual.Promise.TotalSeconds),
            StaffPromise: TimeSpan.FromHours(returns.OptionalWhole("staffHours", 1, LongestStaffTime) ?? (long)usual.StaffPromise.TotalHours),
            AppealWindow: TimeSpan.FromDays(returns.OptionalWhole("appealDays", 1, LongestWindow) ?? (long)usual.AppealWindow.TotalDays),
            Limit: returns.OptionalInner("limit", ReadLimit) ?? usual.Limit,
            Reasons: returns.List("reasons", ReadReason, atLeast: 0));
    }

    private static ReturnLimit ReadLimit(Section limit) => new(
        Cycle: TimeSpan.FromDays(limit.Whole("cycleDays", 1, 365)),
        Percent: limit.Whole("percent", 0, 100),
        AtLeast: limit.Whole("atLeast", 0, 1000));

    private static ReturnReason ReadReason(Section reason)
    {
        var proof = Proofs[reason.OneOf("proof", Proofs.Keys)];
        var days = reason.Whole("windowDays", 1, LongestWindow);
        var read = new ReturnReason(
            Key: reason.Key(), Name: reason.Localized("name"), Rule: reason.Localized("rule"), Window: TimeSpan.FromDays(days), Proof: proof);
        return proof is ReturnProof.Attempts ? ReadAttempts(reason, read, days) : read;
    }

    private static ReturnReason ReadAttempts(Section reason, ReturnReason read, int windowDays)
    {
        var attempts = reason.Whole("attempts", 1, MostAttempts);
        var days = reason.Whole("days", 1, MostAttempts);
        // Neither can ever be met: nobody tries on more days than they try, nor after the window.
        if (days > attempts) reason.Refuse("days", $"{days} is more than the {attempts} attempts", $"a whole number from 1 to {attempts}");
        else if (days > windowDays) reason.Refuse("days", $"{days} is more than the {windowDays} days of the window", $"a whole number from 1 to {windowDays}");

        var gap = reason.OptionalWhole("minutesBetween", 0, LongestGap) ?? 0;
        var window = windowDays * 24 * 60;
        if ((attempts - 1) * gap >= window)
            reason.Refuse(
                "minutesBetween", $"{attempts} attempts {gap} minutes apart take longer than the {windowDays} days of the window",
                $"a whole number from 0 to {(window - 1) / (attempts - 1)}");

        var outcomes = reason.Words("outcomes");
        foreach (var outcome in outcomes.Where(outcome => !Outcomes.Contains(outcome.Value, StringComparer.Ordinal)))
            reason.File.Refuse(outcome, $"'{outcome.Value}' is unknown", string.Join(", ", Outcomes));
        return read with { Attempts = attempts, Days = days, Apart = TimeSpan.FromMinutes(gap), Outcomes = [.. outcomes.Select(outcome => outcome.Value)] };
    }
}
