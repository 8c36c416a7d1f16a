using FsCheck;
using FsCheck.Fluent;

namespace LeadMarket.Market.Tests.Properties;

/// <summary>What may happen on a market at any moment.</summary>
internal enum Happening
{
    Unlock,
    UnlockWithCode,
    UnlockWithCredits,
    UnlockWithSavedCard,
    PayOnPage,
    PayAnotherAmount,
    PayTwice,
    PageExpires,
    HearStripe,
    HearStripeAgain,
    DeliverEvents,
    DeliverEventsBackwardsAndTwice,
    Cancel,
    Sweep,
    Later,
    Upgrade,
    GiveBackWhole,
    GiveBackPart,
    Return,
    Appeal,
    StaffDecide,
    Dispute,
    EndDispute,
    EndRequest,
    WithdrawFromBuyer,
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

/// <summary>Sequences of steps: the everyday ones often, the calamities seldom. FsCheck drops steps from one that fails until none can go.</summary>
internal static class Steps
{
    public const int Contractors = 4;
    public const int Leads = 3;
    public const int Ways = 12;

    private static readonly (int Weight, Happening What)[] Weights =
    [
        (16, Happening.Unlock), (5, Happening.UnlockWithCode), (4, Happening.UnlockWithCredits), (6, Happening.UnlockWithSavedCard), (18, Happening.PayOnPage), (2, Happening.PayAnotherAmount),
        (2, Happening.PayTwice), (2, Happening.PageExpires), (16, Happening.HearStripe), (3, Happening.HearStripeAgain), (18, Happening.DeliverEvents),
        (4, Happening.DeliverEventsBackwardsAndTwice), (3, Happening.Cancel), (6, Happening.Sweep), (3, Happening.Later), (6, Happening.Upgrade),
        (3, Happening.GiveBackWhole), (2, Happening.GiveBackPart), (4, Happening.Return), (2, Happening.Appeal), (2, Happening.StaffDecide), (3, Happening.Dispute),
        (3, Happening.EndDispute), (1, Happening.EndRequest), (1, Happening.WithdrawFromBuyer),
        (2, Happening.ChangePlan), (1, Happening.Pause), (3, Happening.StripeFails), (3, Happening.HostDies), (2, Happening.Intrude),
    ];

    /// <summary>Sequences of exactly so many steps; shrunk ones are shorter.</summary>
    public static Arbitrary<Step[]> Sequences(int length)
    {
        var step = from what in Gen.Frequency([.. Weights.Select(weight => (weight.Weight, Gen.Constant(weight.What)))])
                   from who in Gen.Choose(0, Contractors - 1)
                   from lead in Gen.Choose(0, Leads - 1)
                   from how in Gen.Choose(0, Ways - 1)
                   select new Step(what, who, lead, how);
        return Arb.From(Gen.ArrayOf(step, length), Shorter);
    }

    // By halves first, then one by one: each try is a whole market.
    private static IEnumerable<Step[]> Shorter(Step[] steps)
    {
        for (var cut = steps.Length / 2; cut >= 1; cut /= 2)
        {
            for (var at = 0; at + cut <= steps.Length; at += cut) yield return [.. steps[..at], .. steps[(at + cut)..]];
        }
    }
}
