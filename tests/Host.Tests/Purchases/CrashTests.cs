using System.Net;
using System.Net.Http.Json;
using LeadMarket.TestKit;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>One market whose only host is killed again and again.</summary>
public sealed class CrashingMarket : IAsyncLifetime
{
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
        using var http = new HttpClient { BaseAddress = Market.Sandbox.Address };
        using var made = await http.PostAsJsonAsync("/seed", new { coupon = new { code = Coupon, percentOff = 10, totalCap = 1000, perContractorCap = 1 } });
        made.EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync() => await Market.DisposeAsync();
}

/// <summary>The host dies by SIGKILL at each step of a purchase; after a restart the purchase ends paid or released, by itself,
/// with slot, coupon and money right.</summary>
public sealed class CrashTests(CrashingMarket fixture) : IClassFixture<CrashingMarket>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private readonly MarketProcesses _market = fixture.Market;

    [Theory]
    [InlineData("before ReserveSlotCommand")]
    [InlineData("after ReserveSlotCommand")]
    [InlineData("before ReserveCoupon")]
    [InlineData("after ReserveCoupon")]
    [InlineData("before stripe POST /v1/checkout/sessions")]
    [InlineData("after stripe POST /v1/checkout/sessions")]
    [InlineData("before SaveSession")]
    [InlineData("after SaveSession")]
    public async Task Killed_while_opening_the_checkout_an_abandoned_purchase_is_released(string point)
    {
        var (buyer, listing) = await Prepare();
        await Crash(point, () => buyer.Unlock(listing, CrashingMarket.Coupon));

        await _market.Sandbox.Advance(TimeSpan.FromMinutes(15.2));

        await WithinTwoMinutes(
            async () => (await fixture.Ledger.Unlocks(listing)).All(row => row.State == "expired") && await fixture.Ledger.SlotsTaken(listing) == 0,
            "the slot is free again");
        (await HeldBy(buyer)).ShouldBe(0);
        await NothingIsCaptured(listing);
        (await buyer.Unlock(listing)).Status.ShouldBe(HttpStatusCode.Created, "the lead can be bought anew");
    }

    [Theory]
    [InlineData("after ReserveCoupon")]
    [InlineData("after stripe POST /v1/checkout/sessions")]
    public async Task Killed_while_opening_the_checkout_a_buyer_who_comes_back_pays_once(string point)
    {
        var (buyer, listing) = await Prepare();
        await Crash(point, () => buyer.Unlock(listing, CrashingMarket.Coupon));

        var unlock = (await fixture.Ledger.Unlocks(listing)).ShouldHaveSingleItem();
        await WithinTwoMinutes(async () => (await fixture.Ledger.Unlocks(listing))[0].State == "open", "the sweeper opens the checkout");
        var again = await buyer.Unlock(listing, CrashingMarket.Coupon);
        again.UnlockId.ShouldBe(unlock.Id);
        ((long)again.Body["discountCents"]!).ShouldBe(290);
        await _market.Sandbox.Pay(again.Checkout);

        await buyer.WaitFor(unlock.Id, "paid");
        await PaidOnce(buyer, listing, unlock.Id);
    }

    [Theory]
    [InlineData("before ReceiveStripeEvent")]
    [InlineData("after ReceiveStripeEvent")]
    [InlineData("before ApplyCheckout")]
    [InlineData("after ApplyCheckout")]
    [InlineData("before outbox billing.checkout-paid.v1")]
    [InlineData("after outbox billing.checkout-paid.v1")]
    public async Task Killed_while_taking_the_payment_the_contact_is_delivered_once(string point)
    {
        var (buyer, listing) = await Prepare();
        var unlock = await buyer.Unlock(listing, CrashingMarket.Coupon);

        // The events of opening the checkout first, so that the host dies of the payment's.
        await Eventually.Holds(AllIsDelivered, Limit, "no webhook is on its way");
        await Crash(point, async () => (await _market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther));

        await WithinTwoMinutes(async () => (await fixture.Ledger.Unlocks(listing))[0].State == "paid", "the unlock is paid");
        ((string?)(await buyer.GetUnlock(unlock.UnlockId)).Body["contact"]!["phone"]).ShouldNotBeNull();
        await PaidOnce(buyer, listing, unlock.UnlockId);
    }

    private async Task<(Contractor Buyer, string Listing)> Prepare()
    {
        var seeded = await _market.Sandbox.Seed(contractors: 1, leads: 1);
        return (new Contractor(_market.NewVisitor(), seeded.Contractors[0]), seeded.Leads[0].ListingId);
    }

    /// <summary>Tells the host where to die, does what reaches that point, sees it dead, and starts it again.</summary>
    private async Task Crash(string point, Func<Task> act)
    {
        await File.WriteAllTextAsync(fixture.CrashFile, point);
        try
        {
            await act();
        }
        catch (HttpRequestException)
        {
            // Died while it answered.
        }

        await _market.Host().WaitForExit(Limit);
        File.Exists(fixture.CrashFile).ShouldBeFalse($"'{point}' was reached");
        await _market.RestartHost();
    }

    private async Task<bool> AllIsDelivered() =>
        (await _market.Sandbox.Deliveries()).All(delivery => (string?)delivery!["state"] == "delivered");

    /// <summary>Waits until it is so, and lets at most two minutes of the market's time pass: the promise. Most of them are
    /// skipped by moving the clock; the last half minute is real, for a machine with other things to do.</summary>
    private async Task WithinTwoMinutes(Func<Task<bool>> condition, string what)
    {
        var until = await _market.Sandbox.Now() + TimeSpan.FromMinutes(2);
        await Eventually.Holds(async () =>
        {
            if (await condition()) return true;
            var left = until - await _market.Sandbox.Now();
            left.ShouldBeGreaterThan(TimeSpan.Zero, what);
            if (left > Settling) await _market.Sandbox.Advance(Step);
            await Task.Delay(Step / 10);
            return false;
        }, Limit, what);
    }

    private async Task PaidOnce(Contractor buyer, string listing, Guid unlock)
    {
        await Eventually.Holds(async () => await Redeemed(buyer) == 1, Limit, "the coupon is redeemed once");
        (await HeldBy(buyer)).ShouldBe(1);
        (await fixture.Ledger.SlotsTaken(listing)).ShouldBe(1);
        (await fixture.Ledger.PaymentsOf(unlock)).Count.ShouldBe(1);
        var captured = (await _market.Sandbox.Payments()).Where(payment => (string?)payment.Metadata?["purchase_id"] == unlock.ToString()).ToList();
        captured.ShouldHaveSingleItem().AmountRefunded.ShouldBe(0);
        await Eventually.Holds(
            async () => (await _market.Sandbox.Mailbox(buyer.Account.Email)).Count == 1, Limit, "one receipt is sent");
    }

    private async Task NothingIsCaptured(string listing)
    {
        var unlocks = (await fixture.Ledger.Unlocks(listing)).Select(row => row.Id.ToString()).ToList();
        (await _market.Sandbox.Payments()).ShouldNotContain(payment => unlocks.Contains((string?)payment.Metadata!["purchase_id"] ?? ""));
    }

    private Task<int> HeldBy(Contractor buyer) => Uses(buyer, "state <> 'released'");

    private Task<int> Redeemed(Contractor buyer) => Uses(buyer, "state = 'redeemed'");

    private Task<int> Uses(Contractor buyer, string where) => fixture.Ledger.Value<int>(
        $"select count(*)::int from coupons.reservations where contractor_id = @id and {where}", new { id = Guid.Parse(buyer.Account.Id) });
}
