using System.Diagnostics;
using LeadMarket.Billing.Tests.Persistence;
using Xunit.Abstractions;

namespace LeadMarket.Billing.Tests.Inbox;

/// <summary>Whatever order Stripe's events come in, however often and however late: one final state.</summary>
[Collection(Name)]
public sealed class AnyOrderTests(BillingDatabase billing, ITestOutputHelper output)
{
    public const string Name = "Inbox";

    private const int Sequences = 2000;
    private const int Deliveries = 12;
    private const int Side = 6;

    // Stripe delivers by itself for three days.
    private static readonly TimeSpan PastTheirWindow = TimeSpan.FromDays(4);

    [Fact]
    public async Task Every_permutation_of_up_to_four_events_ends_in_the_same_state()
    {
        var market = new InboxMarket(billing);
        var runs = Stories.All.SelectMany(story => Permutations(story.Value)).ToList();
        var lives = await market.Open(Stories.All.Count + runs.Count);
        var expected = await TellInOrder(market, lives);

        await Parallel.ForEachAsync(runs.Index(), new ParallelOptions { MaxDegreeOfParallelism = Side }, async (run, _) =>
        {
            var life = lives[Stories.All.Count + run.Index];
            var steps = run.Item.Story(life);
            var events = steps.SelectMany(step => step.Events).ToArray();
            foreach (var step in steps) step.Happens();

            // Then those that were left out of the four; what comes twice is the other test's.
            foreach (var number in run.Item.Order.Concat(Enumerable.Range(0, events.Length).Except(run.Item.Order)))
                await market.Hear(life, number, events[number]);
        });

        await Compare(market, expected, runs.Index().Select(run => (lives[Stories.All.Count + run.Index], run.Item.Story, string.Join(',', run.Item.Order))));
        output.WriteLine($"{runs.Count} permutations");
    }

    [Fact]
    public async Task Two_thousand_seeded_sequences_of_twelve_duplicated_and_delayed_past_their_window_end_in_the_same_state()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var watch = Stopwatch.StartNew();
        var market = new InboxMarket(billing);
        var lives = await market.Open(Stories.All.Count + Sequences);
        var expected = await TellInOrder(market, lives);
        var stories = Stories.All.Values.ToArray();
        var runs = lives.Skip(Stories.All.Count).Select((life, n) => new Sequence(life, stories[n % stories.Length], new Random(seed + n), Deliveries)).ToList();

        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = Side }, async (run, _) => await run.Play(market));
        billing.Clock.Now += PastTheirWindow;
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = Side }, async (run, _) => await run.PlayDelayed(market));

        await Compare(market, expected, runs.Select(run => (run.Life, run.Story, run.ToString())));
        output.WriteLine($"{runs.Count} sequences in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Each story once as it happened, each event heard once and at once: how it should end.</summary>
    private static async Task<Dictionary<Func<Life, Step[]>, Life>> TellInOrder(InboxMarket market, Life[] lives)
    {
        var told = new Dictionary<Func<Life, Step[]>, Life>();
        foreach (var (n, story) in Stories.All.Values.Index())
        {
            told[story] = lives[n];
            var number = 0;
            foreach (var step in story(lives[n]))
            {
                step.Happens();
                foreach (var each in step.Events) await market.Hear(lives[n], number++, each);
            }
        }

        return told;
    }

    private async Task Compare(
        InboxMarket market, Dictionary<Func<Life, Step[]>, Life> expected, IEnumerable<(Life Life, Func<Life, Step[]> Story, string How)> runs)
    {
        await billing.Deliver();
        var snapshots = await market.Snapshots();
        foreach (var (life, story, how) in runs)
        {
            var should = string.Join('\n', snapshots[expected[story].Purchase.Value].Order(StringComparer.Ordinal));
            string.Join('\n', snapshots[life.Purchase.Value].Order(StringComparer.Ordinal))
                .ShouldBe(should, $"'{Stories.All.Single(each => each.Value == story).Key}' heard as {how}");
        }
    }

    private static IEnumerable<(Func<Life, Step[]> Story, int[] Order)> Permutations(Func<Life, Step[]> story)
    {
        var count = story(new Life(null!, null!, "", default, default)).Sum(step => step.Events.Length);
        return Choices(count, Math.Min(count, 4)).Select(order => (story, order));
    }

    /// <summary>Every way to take so many of them, in every order.</summary>
    private static IEnumerable<int[]> Choices(int of, int take) => take == 0
        ? [[]]
        : Choices(of, take - 1).SelectMany(chosen => Enumerable.Range(0, of).Except(chosen).Select(next => (int[])[.. chosen, next]));
}

[CollectionDefinition(AnyOrderTests.Name)]
public sealed class OwnInbox : ICollectionFixture<BillingDatabase>;
