using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using Xunit.Abstractions;

namespace LeadMarket.Purchasing.Tests.Properties;

/// <summary>Random steps through the real commands and processes on a town in memory, with Stripe failing, hosts dying and events late, doubled
/// and in any order. After each step the rules hold that always do; when the faults have stopped everything ends by itself.</summary>
/// <remarks><c>LEADMARKET_MODEL_OPERATIONS</c> sets how many steps, <c>LEADMARKET_MODEL_SEED</c> (two numbers, <c>seed,gamma</c>) which ones;
/// see <c>build/stress model</c>.</remarks>
public sealed class PureModelTests(ITestOutputHelper output)
{
    private const int StepsOfALife = 100;

    // Minutes: a hold is a quarter of an hour, and a purchase is final within two minutes of its end.
    private const int RoundsToEnd = 20;
    private const int ADay = 24 * 60;

    private static readonly int Operations =
        int.TryParse(Environment.GetEnvironmentVariable("LEADMARKET_MODEL_OPERATIONS"), CultureInfo.InvariantCulture, out var number) ? number : 100_000;

    private readonly Outcomes _outcomes = new();

    [Fact]
    public void The_rules_hold_whatever_happens_and_everything_ends_by_itself()
    {
        var watch = Stopwatch.StartNew();
        var config = Config.QuickThrowOnFailure.WithMaxTest(Math.Max(1, Operations / StepsOfALife)).WithReplay(Seed()).WithMaxRejected(0);
        Prop.ForAll(Steps.Sequences(StepsOfALife), steps => Live(steps).GetAwaiter().GetResult()).Check(config);

        var all = _outcomes.All();
        output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s");
        foreach (var (outcome, times) in all) output.WriteLine($"{times,7} {outcome}");
        if (Operations >= 100_000) Happened.Except(all.Keys).ShouldBeEmpty("these never happened");
    }

    // So many steps meet each of these many times; if not, the steps are dealt wrongly.
    private static readonly string[] Happened =
    [
        .. Enum.GetValues<UnlockState>().Select(state => $"state {state.Spelled()}"),
        "upgrade paid", "upgrade refunded", "late money bought", "money back late", "money back mismatch", "money back withdrawn", "money back lead-gone",
        "return approved by system", "return denied by system", "return review by system", "return approved by promise", "return approved by staff",
        "return denied by staff", "return appealed", "free of charge", "host died",
        "StartUnlock done", "StartUnlock host.died", "StartUnlock purchasing.lead-sold-out", "StartUnlock purchasing.already-unlocked",
        "StartUnlock purchasing.unlock-ending", "StartUnlock purchasing.listing-not-found", "StartUnlock purchasing.lead-closed", "StartUnlock purchasing.paused",
        "StartUnlock purchasing.tried-too-often", "StartUpgrade purchasing.tried-too-often",
        "StartUnlock coupons.not-applicable", "StartUnlock billing.payments-refused", "CancelUnlock done", "StartUpgrade done",
        "StartUpgrade purchasing.slot-taken", "StartUpgrade purchasing.not-upgradable", "RefundUnlock done", "RefundUnlock billing.disputed",
        "RefundUnlock billing.refund-too-large", "RefundUnlock billing.stripe-unavailable", "RequestReturn done", "RequestReturn purchasing.return-too-late",
        "CloseRequest done", "WithdrawRequest done", "EraseRequest done",
    ];

    private async Task Live(Step[] steps)
    {
        var modules = new TownModules(new Town());
        foreach (var (company, n) in modules.Town.Companies.Select((company, n) => (company, n))) modules.Stripe.Grant(company.Id, 1000 * n);
        modules.Stripe.BadCards.Add(modules.Town.Companies[1].Id);
        var (play, rules, seen) = (new Play(modules, _outcomes), new Invariants(modules), new Watcher(modules, _outcomes));

        foreach (var step in steps)
        {
            var pictures = step.How == 0 ? PicturesOfOthers(step, modules, rules) : null;
            await play.Take(step);
            rules.Check();
            seen.Look();
            if (pictures is not null) PicturesOfOthers(step, modules, rules).ShouldBe(pictures, "I12");
        }

        await play.CalmDown(RoundsToEnd);
        seen.Look();
        rules.Check();
        rules.CheckPurchasesEnded();
        // Returns that wait for a person are approved once the promise to decide them is broken; their money follows within the hour.
        await play.CalmDown(rounds: 3, minutes: ADay);
        await play.CalmDown(rounds: 2, minutes: 61);
        seen.Look();
        rules.Check();
        rules.CheckEnd();
        await ToldAgainNothingChanges(modules, rules);
    }

    // I12: what a contractor does themselves.
    private static List<string>? PicturesOfOthers(Step step, TownModules modules, Invariants rules) =>
        step.What is Happening.Unlock or Happening.UnlockWithCode or Happening.UnlockWithCredits or Happening.UnlockWithSavedCard or Happening.Intrude
            ? [.. modules.Town.Companies.Where((_, n) => n != step.Who).Select(company => rules.PictureOf(company.Id))]
            : null;

    // I14, without the inboxes that would stop most of it.
    private static async Task ToldAgainNothingChanges(TownModules modules, Invariants rules)
    {
        var before = rules.Picture();
        foreach (var heard in modules.Heard.ToArray()) await modules.DeliverAgain(heard);
        foreach (var heard in modules.Heard.ToArray().Reverse()) await modules.DeliverAgain(heard);
        if (rules.Picture() != before) throw new BrokenInvariantException("I14: telling it all again changed something");
    }

    private Replay Seed()
    {
        var words = (Environment.GetEnvironmentVariable("LEADMARKET_MODEL_SEED") ?? "").Split(',');
        var (seed, gamma) = words.Length == 2
            ? (ulong.Parse(words[0], CultureInfo.InvariantCulture), ulong.Parse(words[1], CultureInfo.InvariantCulture))
            : ((ulong)Random.Shared.NextInt64(), ((ulong)Random.Shared.NextInt64() << 1) | 1);   // a gamma is odd
        output.WriteLine($"seed {seed},{gamma}; {Operations} steps");
        return new Replay(new Rnd(seed, gamma), null);
    }
}
