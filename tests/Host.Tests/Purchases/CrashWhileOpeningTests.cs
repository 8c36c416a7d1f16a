using System.Net;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>The host dies by SIGKILL at each step of opening a checkout; after a restart the purchase ends paid or released, by
/// itself, with slot, coupon and money right.</summary>
[Collection(DyingWhileOpening.Name)]
public sealed class CrashWhileOpeningTests(CrashingMarket fixture)
{
    [Theory]
    [InlineData("before ReserveSlotCommand")]
    [InlineData("after ReserveSlotCommand")]
    [InlineData("before ReserveCoupon")]
    [InlineData("after ReserveCoupon")]
    [InlineData("before stripe POST /v1/checkout/sessions")]
    [InlineData("after stripe POST /v1/checkout/sessions")]
    [InlineData("before SaveSession")]
    [InlineData("after SaveSession")]
    public async Task An_abandoned_purchase_is_released(string point)
    {
        var (buyer, listing) = await fixture.Prepare();
        await fixture.Crash(point, () => buyer.Unlock(listing, CrashingMarket.Coupon));

        await fixture.Market.Sandbox.Advance(TimeSpan.FromMinutes(15.2));

        await fixture.WithinTwoMinutes(
            async () => (await fixture.Ledger.Unlocks(listing)).All(row => row.State == "expired") && await fixture.Ledger.SlotsTaken(listing) == 0,
            "the slot is free again");
        (await fixture.HeldBy(buyer)).ShouldBe(0);
        await fixture.NothingIsCaptured(listing);
        (await buyer.Unlock(listing)).Status.ShouldBe(HttpStatusCode.Created, "the lead can be bought anew");
    }

    [Theory]
    [InlineData("after ReserveCoupon")]
    [InlineData("after stripe POST /v1/checkout/sessions")]
    public async Task A_buyer_who_comes_back_pays_once(string point)
    {
        var (buyer, listing) = await fixture.Prepare();
        await fixture.Crash(point, () => buyer.Unlock(listing, CrashingMarket.Coupon));

        var unlock = (await fixture.Ledger.Unlocks(listing)).ShouldHaveSingleItem();
        await fixture.WithinTwoMinutes(async () => (await fixture.Ledger.Unlocks(listing))[0].State == "open", "the sweeper opens the checkout");
        var again = await buyer.Unlock(listing, CrashingMarket.Coupon);
        again.UnlockId.ShouldBe(unlock.Id);
        ((long)again.Body["discountCents"]!).ShouldBe(290);
        await fixture.Market.Sandbox.Pay(again.Checkout);

        await buyer.WaitFor(unlock.Id, "paid");
        await fixture.PaidOnce(buyer, listing, unlock.Id);
    }
}
