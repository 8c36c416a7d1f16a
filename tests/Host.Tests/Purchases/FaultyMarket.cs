using System.Net;
using Dapper;
using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>A market in which things break, one after the other; at its end the books agree all the same.</summary>
public class FaultyMarket : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public MarketProcesses Market { get; private set; } = null!;

    public Ledger Ledger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Market = await Start();
        Ledger = new Ledger(Market.Database);
    }

    public virtual async Task DisposeAsync()
    {
        await using (Market) await BooksAgree.Check(Market);
    }

    protected virtual Task<MarketProcesses> Start() => MarketProcesses.Start(new MarketSettings(Hosts: 2));

    /// <summary>Contractors at each host in turn, and leads for them that three may buy.</summary>
    public async Task<(IReadOnlyList<Contractor> Buyers, IReadOnlyList<string> Listings)> Prepare(int contractors, int leads)
    {
        Seeded? made = null;
        // The test before may have ended the hosts' connections: each of them fails whoever has it next.
        await Eventually.Holds(async () =>
        {
            try
            {
                made = await Market.Sandbox.Seed(contractors, leads, service: "ev-charger");
            }
            catch (HttpRequestException)
            {
                return false;
            }

            return true;
        }, Limit, "the market is made");
        var seeded = made!;
        return ([.. seeded.Contractors.Select((account, n) => new Contractor(Market.NewVisitor(n % Market.Hosts), account))], [.. seeded.Leads.Select(lead => lead.ListingId)]);
    }

    /// <summary>Asks until there is a checkout, as a buyer does who presses again after an error.</summary>
    public static async Task<Answer> Insist(Contractor buyer, string listing)
    {
        Answer? last = null;
        var holds = Eventually.Holds(async () =>
        {
            try
            {
                last = await buyer.AskForUnlock(listing);
            }
            catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
            {
                return false;
            }

            return last.Status == HttpStatusCode.Created;
        }, Limit, "the checkout is open at last");
        await holds.ContinueWith(_ => { }, TaskScheduler.Default);
        holds.IsCompletedSuccessfully.ShouldBeTrue($"the checkout is open at last; the last answer was {last?.Status} {last?.Body.ToJsonString()}");
        return last!;
    }

    /// <summary>One has paid and nobody was told yet, one has not paid, three ask for a lead as it happens: once the fault is over each purchase ends once.</summary>
    /// <param name="fault">Returns when it is over.</param>
    public async Task Outlives(Func<Task> fault)
    {
        var (buyers, listings) = await Prepare(contractors: 5, leads: 2);
        var (paid, left) = (await Insist(buyers[0], listings[0]), await Insist(buyers[1], listings[0]));
        await Market.Sandbox.SendWebhooks(hold: true);
        (await Market.Sandbox.Pay(paid.Checkout)).ShouldBe(HttpStatusCode.SeeOther);

        var asking = buyers.Skip(2).Select(buyer => Task.Run(() => Insist(buyer, listings[1]))).ToList();
        await Eventually.Holds(async () => (await Ledger.Unlocks(listings[1])).Count > 0, Limit, "a purchase is under way");
        await fault();

        await Market.Sandbox.SendWebhooks();
        await PaidOnce(paid.UnlockId);
        var asked = await Task.WhenAll(asking);
        asked.Select(unlock => unlock.UnlockId).ShouldBeUnique();
        (await Ledger.SlotsTaken(listings[1])).ShouldBe(3);

        // Nobody pays for these: they go back by themselves.
        await Market.Sandbox.Advance(TimeSpan.FromMinutes(15.1));
        foreach (var unlock in asked.Append(left)) await EndsAs(unlock.UnlockId, "expired");
        (await Ledger.SlotsTaken(listings[0])).ShouldBe(1);
        (await Ledger.SlotsTaken(listings[1])).ShouldBe(0);
    }

    /// <summary>Waits for the end of a purchase, and moves the market's time as far as its sweeper may need.</summary>
    public async Task EndsAs(Guid unlock, string state)
    {
        await Eventually.Holds(async () =>
        {
            if (await StateOf(unlock) == state) return true;
            await Market.Sandbox.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(TimeSpan.FromMilliseconds(250));
            return false;
        }, Limit, $"the purchase ends {state}");
    }

    /// <summary>Delivered once, for one payment that nobody gave back.</summary>
    public async Task PaidOnce(Guid unlock)
    {
        await EndsAs(unlock, "paid");
        (await Ledger.PaymentsOf(unlock)).Count.ShouldBe(1);
        (await Ledger.Value<int>("select count(*)::int from purchasing.contacts where unlock_id = @unlock", new { unlock })).ShouldBe(1);
        (await Captured(unlock)).ShouldHaveSingleItem().AmountRefunded.ShouldBe(0);
    }

    public async Task<IReadOnlyList<CapturedPayment>> Captured(Guid unlock) =>
        [.. (await Market.Sandbox.Payments()).Where(payment => payment.Purchase == unlock)];

    public Task<string> StateOf(Guid unlock) => Ledger.Value<string>("select state from purchasing.unlocks where id = @unlock", new { unlock });

    /// <summary>Runs statements as the superuser on one connection.</summary>
    public async Task<NpgsqlConnection> Administrate(params string[] statements)
    {
        var connection = new NpgsqlConnection(Market.Database.AdminConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements) await connection.ExecuteAsync(statement);
        return connection;
    }

    /// <summary>The events of a purchase as Stripe would send them, in the order they came about.</summary>
    public Task<IReadOnlyList<string>> EventsOf(Guid unlock) => Ledger.Rows<string>("""
        select body::text from sandbox.stripe_objects
        where kind = 'event' and body::text like '%' || @unlock || '%' order by (body ->> 'created')::bigint, id
        """, new { unlock = unlock.ToString() });

    public async Task<HttpStatusCode> Post(string body, string secret = MarketSettings.WebhookSecret)
    {
        using var http = new HttpClient { BaseAddress = Market.Address() };
        return await StripeWebhook.Post(http, body, StripeWebhook.Sign(body, await Market.Sandbox.Now(), secret));
    }
}

/// <summary>One market for all of these: they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SufferingMarket : ICollectionFixture<FaultyMarket>
{
    public const string Name = "one market that suffers";
}
