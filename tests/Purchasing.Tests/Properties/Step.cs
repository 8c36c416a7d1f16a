using FsCheck;
using FsCheck.Fluent;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>What may happen in a town at any moment.</summary>
internal enum Happening
{
    Unlock,
    UnlockWithCode,
    UnlockWithCredits,
    UnlockWithSavedCard,
    HoldForNothing,
    Upgrade,
    Pay,
    PayAnotherAmount,
    PayAsSomebodyElse,
    PayTwice,
    PayOnClosedPage,
    OrderBankDebit,
    BankDebitEnds,
    PageExpires,
    Cancel,
    HearEvents,
    HearEventsBackwards,
    HearEventsAgain,
    Sweep,
    Later,
    LogAttempt,
    AskBack,
    Appeal,
    StaffDecide,
    GiveBackWhole,
    GiveBackPart,
    GiveBackInDashboard,
    RefundSettles,
    Dispute,
    DisputeEnds,
    CloseRequest,
    WithdrawRequest,
    EraseRequest,
    ChangePlan,
    Pause,
    StripeFails,
    HostDies,
    Intrude,
}

/// <summary>One thing that happens: what, who does it, with which lead, and how.</summary>
internal sealed record Step(Happening What, int Who, int Lead, int How)
{
    public override string ToString() => $"{What} who {Who} lead {Lead} how {How}";
}

/// <summary>Sequences of steps: the everyday ones often, the calamities seldom.</summary>
internal static class Steps
{
    public const int Ways = 12;

    private static readonly (int Weight, Happening What)[] Weights =
    [
        (14, Happening.Unlock), (6, Happening.UnlockWithCode), (4, Happening.UnlockWithCredits), (4, Happening.UnlockWithSavedCard), (2, Happening.HoldForNothing),
        (7, Happening.Upgrade),
        (18, Happening.Pay), (2, Happening.PayAnotherAmount), (1, Happening.PayAsSomebodyElse), (1, Happening.PayTwice), (3, Happening.PayOnClosedPage),
        (3, Happening.OrderBankDebit), (3, Happening.BankDebitEnds), (2, Happening.PageExpires), (4, Happening.Cancel), (22, Happening.HearEvents),
        (5, Happening.HearEventsBackwards), (3, Happening.HearEventsAgain), (8, Happening.Sweep), (6, Happening.Later), (6, Happening.LogAttempt),
        (7, Happening.AskBack), (2, Happening.Appeal), (2, Happening.StaffDecide), (5, Happening.GiveBackWhole), (2, Happening.GiveBackPart),
        (1, Happening.GiveBackInDashboard), (5, Happening.RefundSettles), (3, Happening.Dispute), (3, Happening.DisputeEnds), (1, Happening.CloseRequest),
        (1, Happening.WithdrawRequest), (1, Happening.EraseRequest), (2, Happening.ChangePlan), (1, Happening.Pause), (6, Happening.StripeFails),
        (4, Happening.HostDies), (3, Happening.Intrude),
    ];

    private static readonly Gen<Step> Any =
        from what in Gen.Frequency([.. Weights.Select(weight => (weight.Weight, Gen.Constant(weight.What)))])
        from who in Gen.Choose(0, Town.Contractors - 1)
        from lead in Gen.Choose(0, Town.Leads - 1)
        from how in Gen.Choose(0, Ways - 1)
        select new Step(what, who, lead, how);

    /// <summary>Sequences of exactly so many steps; shrunk ones are shorter.</summary>
    public static Arbitrary<Step[]> Sequences(int length) => Arb.From(Gen.ArrayOf(Any, length), Shorter);

    // By halves first, then one by one; at last the numbers, of what is short enough to be read.
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (var cut = steps.Length / 2; cut >= 1; cut /= 2)
        {
            for (var at = 0; at + cut <= steps.Length; at += cut) yield return [.. steps[..at], .. steps[(at + cut)..]];
        }

        if (steps.Length > 12) yield break;
        for (var at = 0; at < steps.Length; at++)
        {
            if (steps[at].How > 0) yield return [.. steps[..at], steps[at] with { How = 0 }, .. steps[(at + 1)..]];
        }
    }
}
