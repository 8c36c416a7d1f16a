using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LeadMarket.Billing.Application;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using Xunit.Abstractions;

namespace LeadMarket.Market.Tests.Properties;

/// <summary>Random steps through the real handlers on PostgreSQL, with Stripe failing and hosts dying. After each step the rules hold that
/// always do; when the faults have stopped everything ends by itself, and telling it all again changes nothing.</summary>
/// <remarks><c>LEADMARKET_MARKET_OPERATIONS</c> sets how many steps, <c>LEADMARKET_MARKET_SEED</c> (two numbers, <c>seed,gamma</c>) which ones: a
/// test prints its own.</remarks>
public sealed class RealMarketTests(Modules modules, ITestOutputHelper output) : IClassFixture<Modules>
{
    private const int StepsOfAMarket = 100;

    // A test is some markets: on a slow machine all of them at once would be taken for one test that hangs.
    private const int StepsOfATest = 1_000;

    // An hour, in steps of five minutes, and its last moment: a purchase is final within two minutes of its end, and the longest back-off,
    // that of a refund and of a return's money, is an hour.
    private const int RoundsToEnd = 13;

    private static readonly TimeSpan StaffPromise = TimeSpan.FromHours(49);

    // A market takes seconds. One that never ends, and shrinking that finds no end, is told before the run is taken for hung.
    private static readonly TimeSpan LimitOfOneMarket = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LimitOfOneStep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LimitOfShrinking = TimeSpan.FromMinutes(3);

    private static readonly int Operations =
        int.TryParse(Environment.GetEnvironmentVariable("LEADMARKET_MARKET_OPERATIONS"), CultureInfo.InvariantCulture, out var number) ? number : 5_000;

    private static readonly string? Replayed = Environment.GetEnvironmentVariable("LEADMARKET_MARKET_SEED");

    /// <summary>The tests by number; one only when a seed is played again.</summary>
    public static TheoryData<int> Parts => [.. Enumerable.Range(1, Replayed is null ? Math.Max(1, Operations / StepsOfATest) : 1)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void The_rules_hold_whatever_happens_and_everything_ends_by_itself(int part)
    {
        var steps = Replayed is null ? Math.Min(Operations, StepsOfATest) : Operations;
        var config = Config.QuickThrowOnFailure.WithMaxTest(Math.Max(1, steps / StepsOfAMarket)).WithReplay(Seed(part, steps)).WithMaxRejected(0);
        Prop.ForAll(Steps.Sequences(StepsOfAMarket), LiveInTime).Check(config);

        modules.StepsTaken += steps;
        foreach (var (outcome, times) in modules.Outcomes) output.WriteLine($"{times,6} {outcome}");
        if (modules.StepsTaken >= 5_000) Happened.Except(modules.Outcomes.Keys).ShouldBeEmpty("these never happened");
    }

    // So many steps of all tests meet each of these; if not, the steps are dealt wrongly.
    private static readonly string[] Happened =
    [
        "StartUnlock done", "StartUnlock died", "StartUnlock purchasing.lead-sold-out", "StartUnlock coupons.not-applicable", "CancelUnlock done", "StartUpgrade done",
        "StartUpgrade purchasing.slot-taken", "RefundUnlock done", "RequestReturn done", "CloseRequest done",
        "WithdrawRequest done", "EraseRequest done", "WithdrawFromBuyer done", "AppealReturn done", "DecideReturn done", "PauseLeads done", "a kept card paid",
    ];

    private Stopwatch? _sinceFailure;
    private bool _hangs;

    private void LiveInTime(Step[] steps)
    {
        // Time is up, or one still stands in the way: what is smaller than the smallest that failed so far passes for good.
        if (_hangs || _sinceFailure?.Elapsed > LimitOfShrinking) return;
        using var tooLong = new CancellationTokenSource(LimitOfOneMarket);
        var life = Task.Run(() => Live(steps, tooLong.Token));
        try
        {
            // The next market begins when this one has ended: beside it, each would see the other's rows and hosts.
            life.WaitAsync(LimitOfOneMarket + LimitOfOneStep).GetAwaiter().GetResult();
        }
        catch (Exception failure)
        {
            _sinceFailure ??= Stopwatch.StartNew();
            _hangs = !life.IsCompleted;
            if (_hangs) throw new TimeoutException($"A step takes longer than {LimitOfOneStep} and is still at it: nothing is shrunk.", failure);
            if (life.IsCanceled) throw new TimeoutException($"A market takes longer than {LimitOfOneMarket}.", failure);
            throw;
        }
    }

    private async Task Live(Step[] steps, CancellationToken cancel)
    {
        ForgetWhatFailedBefore();
        var town = new Town(modules);
        await town.Open();
        var play = new Play(town, modules.Outcomes, cancel);
        foreach (var step in steps)
        {
            await play.Take(step);
            (await town.Broken(Rules.Always)).ShouldBeEmpty($"after {step}");
        }

        await play.BanksDecide();
        await play.CalmDown(RoundsToEnd, Rules.AnHourLater);
        (await town.Broken(Rules.Always)).Concat(await town.Broken(Rules.AnHourLater)).ShouldBeEmpty("an hour after the faults stopped");
        await ReturnsEndToo(town, play);
        (await town.BookFaults()).ShouldBeEmpty("I4, I11: the books");
        await PlansGiveTheirRights(town);
        await ToldAgainNothingChanges(town, play);
        await town.Close();
    }

    private void ForgetWhatFailedBefore()
    {
        modules.Frailty.Live();
        modules.StripeIsWell();
        modules.Delivered.Clear();
    }

    // Those that wait for a person are approved once the promise to decide them is broken; their money is back within the hour.
    private async Task ReturnsEndToo(Town town, Play play)
    {
        modules.Clock.Advance(StaffPromise);
        await play.CalmDown(rounds: 1, Rules.AtTheEnd);
        await play.BanksDecide();
        await play.CalmDown(RoundsToEnd, Rules.AtTheEnd);
        (await town.Broken(Rules.Always)).Concat(await town.Broken(Rules.AtTheEnd)).ShouldBeEmpty("at the end");
    }

    private async Task PlansGiveTheirRights(Town town)
    {
        foreach (var (contractor, plan) in town.Plans)
            (await modules.Send(Actor.Contractor(contractor), new QuoteLead(contractor))).Value.Plan.ShouldBe(plan, "I13");
    }

    private async Task ToldAgainNothingChanges(Town town, Play play)
    {
        var before = await town.Picture();
        // Once with the ids that the inboxes know, and what Stripe said as if it had never been heard.
        foreach (var (id, integrationEvent) in modules.Delivered) await modules.Publish(id, integrationEvent);
        foreach (var heard in play.Heard)
            await modules.Publish(Guid.NewGuid(), new StripeEventReceived(heard.Id, heard.Type, heard.ObjectId, heard.CreatedAt));
        await play.DeliverAll();
        var after = await town.Picture();
        before.Except(after, StringComparer.Ordinal).Select(line => $"was {line}").Concat(after.Except(before, StringComparer.Ordinal).Select(line => $"is {line}"))
            .ShouldBeEmpty("I14");
        modules.Delivered.Clear();
    }

    private Replay Seed(int part, int steps)
    {
        var words = (Replayed ?? "").Split(',');
        var (seed, gamma) = words.Length == 2
            ? (ulong.Parse(words[0], CultureInfo.InvariantCulture), ulong.Parse(words[1], CultureInfo.InvariantCulture))
            : ((ulong)Random.Shared.NextInt64(), ((ulong)Random.Shared.NextInt64() << 1) | 1);   // a gamma is odd
        output.WriteLine($"part {part}: seed {seed},{gamma}; {steps} steps");
        return new Replay(new Rnd(seed, gamma), null);
    }
}
