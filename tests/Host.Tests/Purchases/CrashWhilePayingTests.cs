using System.Net;

namespace LeadMarket.Host.Tests.Purchases;

/// <summary>The host dies by SIGKILL at each step of taking a payment; after a restart the purchase ends paid or released, by itself,
/// with slot, coupon and money right.</summary>
[Collection(DyingWithMoney.Name)]
public sealed class CrashWhilePayingTests(CrashingMarket fixture)
{
    [Theory]
    [InlineData("before ReceiveStripeEvent")]
    [InlineData("after ReceiveStripeEvent")]
    [InlineData("before ApplyCheckout")]
    [InlineData("after ApplyCheckout")]
    [InlineData("before outbox billing.checkout-paid.v1")]
    [InlineData("after outbox billing.checkout-paid.v1")]
    public async Task Killed_while_taking_the_payment_the_contact_is_delivered_once(string point)
    {
        var (buyer, listing) = await fixture.Prepare();
        var unlock = await buyer.Unlock(listing, CrashingMarket.Coupon);

        // The events of opening the checkout first, so that the host dies of the payment's.
        await fixture.NothingIsOnItsWay();
        await fixture.Crash(point, async () => (await fixture.Market.Sandbox.Pay(unlock.Checkout)).ShouldBe(HttpStatusCode.SeeOther));

        await fixture.WithinTwoMinutes(async () => (await fixture.Ledger.Unlocks(listing))[0].State == "paid", "the unlock is paid");
        ((string?)(await buyer.GetUnlock(unlock.UnlockId)).Body["contact"]!["phone"]).ShouldNotBeNull();
        await fixture.PaidOnce(buyer, listing, unlock.UnlockId);
    }
}
