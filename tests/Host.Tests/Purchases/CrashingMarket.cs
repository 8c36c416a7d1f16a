using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>A market whose only host is killed again and again, and what must be so afterwards.</summary>
public sealed class CrashingMarket : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    public const string Coupon = "CRASH-TEN";

    public string CrashFile { get; } = Path.Combine(Path.GetTempPath(), $"crash-{Guid.NewGuid():N}");

    public MarketProcesses Market { get; private set; } = null!;

    public Ledger Ledger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Market = await MarketProcesses.Start(new MarketSettings(Environment: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Development__CrashFile"] = CrashFile,
        }));
        Ledger = new Ledger(Market.Database);
        await Market.Sandbox.MakeCoupon(percentOff: 10, totalCap: 1000, Coupon);
    }

    public async Task DisposeAsync()
    {
        await using (Market) await BooksAgree.Check(Market);
    }

    /// <summary>A contractor and a lead for them.</summary>
    public async Task<(Contractor Buyer, string Listing)> Prepare()
    {
        var seeded = await Market.Sandbox.Seed(contractors: 1, leads: 1);
        return (new Contractor(Market.NewVisitor(), seeded.Contractors[0]), seeded.Leads[0].ListingId);
    }

    /// <summary>Tells the host where to die, does what reaches that point, sees it dead, and starts it again.</summary>
    public async Task Crash(string point, Func<Task> act)
    {
        await File.WriteAllTextAsync(CrashFile, point);
        try
        {
            await act();
        }
        catch (HttpRequestException)
        {
            // Died while it answered.
        }

        await Market.Host().WaitForExit(Limit);
        File.Exists(CrashFile).ShouldBeFalse($"'{point}' was reached");
        await Market.RestartHost();
    }

    /// <summary>Waits until every webhook sent so far has been taken.</summary>
    public Task NothingIsOnItsWay() => Eventually.Holds(
        async () => (await Market.Sandbox.Deliveries()).All(delivery => (string?)delivery!["state"] == "delivered"), Limit, "every webhook is taken");

    /// <summary>Waits until it is so, and lets at most two minutes of the market's time pass: the promise. Most of them are
    /// skipped by moving the clock; the last forty seconds are real, for a machine with other things to do.</summary>
    public async Task WithinTwoMinutes(Func<Task<bool>> condition, string what)
    {
        var until = await Market.Sandbox.Now() + TimeSpan.FromMinutes(2);
        await Eventually.Holds(async () =>
        {
            if (await condition()) return true;
            var left = until - await Market.Sandbox.Now();
            left.ShouldBeGreaterThan(TimeSpan.Zero, what);
            if (left > Settling) await Market.Sandbox.Advance(Step);
            await Task.Delay(Step / 20);
            return false;
        }, Limit, what);
    }

    public async Task PaidOnce(Contractor buyer, string listing, Guid unlock)
    {
        // An event that the dead host had in hand waits for its lease, by the market's time.
        await WithinTwoMinutes(
            async () => await Redeemed(buyer) == 1 && (await Market.Sandbox.Mailbox(buyer.Account.Email)).Count == 1,
            "the coupon is redeemed and the receipt is sent");
        (await HeldBy(buyer)).ShouldBe(1);
        (await Ledger.SlotsTaken(listing)).ShouldBe(1);
        (await Ledger.PaymentsOf(unlock)).Count.ShouldBe(1);
        var captured = (await Market.Sandbox.Payments()).Where(payment => payment.Purchase == unlock).ToList();
        captured.ShouldHaveSingleItem().AmountRefunded.ShouldBe(0);
    }

    public async Task NothingIsCaptured(string listing)
    {
        var unlocks = (await Ledger.Unlocks(listing)).Select(row => (Guid?)row.Id).ToList();
        (await Market.Sandbox.Payments()).ShouldNotContain(payment => unlocks.Contains(payment.Purchase));
    }

    public Task<int> HeldBy(Contractor buyer) => Uses(buyer, "state <> 'released'");

    private Task<int> Redeemed(Contractor buyer) => Uses(buyer, "state = 'redeemed'");

    private Task<int> Uses(Contractor buyer, string where) => Ledger.Value<int>(
        $"select count(*)::int from coupons.reservations where contractor_id = @id and {where}", new { id = Guid.Parse(buyer.Account.Id) });
}

/// <summary>One market for all who kill while a checkout is opened: one after the other, beside those who kill later.</summary>
[CollectionDefinition(Name)]
public sealed class DyingWhileOpening : ICollectionFixture<CrashingMarket>
{
    public const string Name = "a market that dies while it opens checkouts";
}

/// <summary>One market for all who kill while money comes in or goes back.</summary>
[CollectionDefinition(Name)]
public sealed class DyingWithMoney : ICollectionFixture<CrashingMarket>
{
    public const string Name = "a market that dies while it takes and returns money";
}
