using System.Net;
using Dapper;
using LeadMarket.TestKit;
using Npgsql;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>The host dies by SIGKILL while it sends money back that bought nothing; after a restart it is back, once.</summary>
[Collection(DyingWithMoney.Name)]
public sealed class CrashWhileGivingBackTests(CrashingMarket fixture)
{
    [Theory]
    [InlineData("before stripe POST /v1/refunds")]
    [InlineData("after stripe POST /v1/refunds")]
    [InlineData("before MarkRefundedCommand")]
    public async Task Killed_while_sending_money_back_it_is_sent_once(string point)
    {
        var (buyer, listing) = await fixture.Prepare();
        var unlock = await buyer.Unlock(listing, CrashingMarket.Coupon);
        await fixture.NothingIsOnItsWay();

        // Its homeowner wants nobody any more, and the payment is quicker than the sweep.
        await fixture.Crash(point, async () =>
        {
            await Withdraw(listing);
            await fixture.Market.Sandbox.Pay(unlock.Checkout);
        });

        await fixture.WithinTwoMinutes(async () => (await fixture.Ledger.Unlocks(listing))[0].State is "refunded" or "expired", "the money is back, or never came");
        var captured = (await fixture.Market.Sandbox.Payments()).Where(payment => payment.Purchase == unlock.UnlockId).ToList();
        captured.ShouldHaveSingleItem().AmountRefunded.ShouldBe(captured[0].Amount);
        (await fixture.Ledger.Value<int>("select count(*)::int from billing.refunds where purchase_id = @id", new { id = unlock.UnlockId })).ShouldBe(1);
        (await fixture.Ledger.Value<int>("select count(*)::int from purchasing.contacts where unlock_id = @id", new { id = unlock.UnlockId })).ShouldBe(0);
        (await fixture.Ledger.SlotsTaken(listing)).ShouldBe(0);
        await fixture.WithinTwoMinutes(async () => await fixture.HeldBy(buyer) == 0, "the coupon is free again");
    }

    private async Task Withdraw(string listing)
    {
        await using var connection = new NpgsqlConnection(fixture.Market.Database.AdminConnectionString);
        await connection.ExecuteAsync(
            "update purchasing.listings set withdrawn_at = @at where id = @id", new { at = await fixture.Market.Sandbox.Now(), id = Guid.Parse(listing) });
    }
}
