using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using LeadMarket.TestKit;
using Xunit.Abstractions;

namespace LeadMarket.Host.Tests.Money;

/// <summary>Stripe's webhooks at full speed, half of them duplicates, on a host that is killed in the middle.
/// <c>LEADMARKET_WEBHOOKS</c> says how many; see <c>build/stress</c>.</summary>
public sealed class WebhookBurstTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Side = 32;

    // A multiple of three, the buyers of a lead: so nobody meets a lead of theirs again.
    private const int Buyers = 30;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);
    private readonly int _count = int.Parse(Environment.GetEnvironmentVariable("LEADMARKET_WEBHOOKS") ?? "1000", CultureInfo.InvariantCulture);
    private MarketProcesses _market = null!;
    private Ledger _ledger = null!;

    public async Task InitializeAsync()
    {
        _market = await MarketProcesses.Start();
        _ledger = new Ledger(_market.Database);
    }

    public async Task DisposeAsync()
    {
        await using (_market) await BooksAgree.Check(_market);
    }

    [Fact]
    public async Task Every_webhook_is_acknowledged_each_has_its_effect_once_and_none_is_lost_when_the_host_is_killed()
    {
        var events = await MakePurchases();
        var burst = Burst(events);
        output.WriteLine($"{burst.Count} webhooks of {events.Count} events");

        var watch = Stopwatch.StartNew();
        var (acknowledged, waits) = await SendAll(burst);
        output.WriteLine($"acknowledged in {watch.Elapsed.TotalSeconds:0.0} s, {burst.Count / watch.Elapsed.TotalSeconds:0}/s; p50 {Part(waits, 0.5):0} ms, p99 {Part(waits, 0.99):0} ms");
        acknowledged.ShouldBe(burst.Count);

        // Acknowledged is kept: each event once, however often it came and whoever died meanwhile.
        (await _ledger.Value<int>("select count(*)::int from billing.stripe_events where id = any(@ids)", new { ids = events.Keys.ToArray() })).ShouldBe(events.Count);

        // What the dead host had in hand waits for its lease, by the market's time.
        await _market.Sandbox.Advance(TimeSpan.FromMinutes(1.1));
        await Eventually.Holds(
            async () => await _ledger.Value<int>("select count(*)::int from billing.stripe_events where processed_at is null") == 0,
            Limit, "every event has had its effect");
        output.WriteLine($"all applied after {watch.Elapsed.TotalSeconds:0.0} s");

        var captured = (await _market.Sandbox.Payments()).Select(payment => $"{payment.Id} {payment.Amount}").Order(StringComparer.Ordinal);
        (await _ledger.Rows<string>("select payment_intent || ' ' || amount_cents from billing.payments where accepted"))
            .Order(StringComparer.Ordinal).ShouldBe(captured);
        (await _ledger.Value<int>("select count(*)::int from billing.payments where not accepted")).ShouldBe(0);
        await Eventually.Holds(
            async () => await _ledger.Value<int>("select count(*)::int from purchasing.unlocks where state <> 'paid'") == 0, Limit, "every unlock is paid");
    }

    /// <summary>Real purchases, paid at the Sandbox, whose webhooks the Sandbox keeps back: they come from here.</summary>
    private async Task<IReadOnlyDictionary<string, string>> MakePurchases()
    {
        // A paid purchase makes five events, and each is sent twice.
        var purchases = Math.Max(_count / 10, 30);
        await _market.Sandbox.SendWebhooks(hold: true);
        var seeded = await _market.Sandbox.Seed(contractors: Buyers, leads: (purchases + 2) / 3, service: "heat-pump");
        await Parallel.ForEachAsync(Enumerable.Range(0, purchases), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (n, _) =>
        {
            var buyer = new Contractor(_market.NewVisitor(), seeded.Contractors[n % Buyers]);
            var unlock = await buyer.Unlock(seeded.Leads[n / 3].ListingId);
            unlock.Status.ShouldBe(HttpStatusCode.Created);
            (await _market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther);
        });

        var events = await _ledger.Rows<(string Id, string Body)>("select id, body::text from sandbox.stripe_objects where kind = 'event'");
        return events.ToDictionary(each => each.Id, each => each.Body, StringComparer.Ordinal);
    }

    /// <summary>Half of it duplicates, or more where there are fewer events than that, all in a random order that the seed repeats.</summary>
    private List<string> Burst(IReadOnlyDictionary<string, string> events)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var bodies = events.Values.ToArray();
        var burst = Enumerable.Range(0, Math.Max(_count, 2 * bodies.Length)).Select(n => bodies[n % bodies.Length]).ToArray();
        new Random(seed).Shuffle(burst);
        return [.. burst];
    }

    /// <summary>Sends all side by side, as Stripe would: what is not acknowledged is sent again. Half way through the host is killed.</summary>
    private async Task<(int Acknowledged, IReadOnlyCollection<double> Milliseconds)> SendAll(IReadOnlyList<string> burst)
    {
        var (acknowledged, refused) = (0, new ConcurrentBag<HttpStatusCode>());
        var waits = new ConcurrentBag<double>();
        var (killed, restarting) = (0, Task.CompletedTask);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _market.Address(), Timeout = TimeSpan.FromSeconds(30) };
        await Parallel.ForEachAsync(burst, new ParallelOptions { MaxDegreeOfParallelism = Side }, async (body, _) =>
        {
            if (Volatile.Read(ref acknowledged) >= burst.Count / 2 && Interlocked.Exchange(ref killed, 1) == 0) restarting = _market.RestartHost();
            await Eventually.Holds(async () =>
            {
                var began = Stopwatch.GetTimestamp();
                if (await Post(http, body) is not { } status) return false;
                if (status is not HttpStatusCode.OK) refused.Add(status);
                waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                return true;
            }, Limit, "a webhook is answered");
            Interlocked.Increment(ref acknowledged);
        });
        await restarting;
        refused.ShouldBeEmpty();
        return (acknowledged, waits);
    }

    /// <summary>Null when nobody answered: the host was just killed.</summary>
    private static async Task<HttpStatusCode?> Post(HttpClient http, string body)
    {
        try
        {
            return await StripeWebhook.Post(http, body, StripeWebhook.Sign(body, DateTimeOffset.UtcNow));
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private static double Part(IReadOnlyCollection<double> waits, double part) => waits.Order().ElementAt((int)(part * (waits.Count - 1)));
}
