using LeadMarket.Billing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Money of an upgrade, or of its lead, that goes back.</summary>
public sealed class UpgradeRefundTests(PurchasingDatabase database) : UpgradeTest(database)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_all_of_the_leads_money_goes_back_the_upgrades_does_too_and_every_slot_reopens(bool toCredit)
    {
        var (me, listing, lead, upgrade) = await Upgraded();
        Others.RefundsAre = RefundProgress.Pending;

        (await GiveBack(lead, "return", toCredit)).IsFailure.ShouldBeFalse();
        (await State(lead), await State(upgrade.Id)).ShouldBe(("refund-pending", "refund-pending"));
        await Sweep();

        var way = toCredit ? RefundWay.Credit : RefundWay.Card;
        (RefundOf(upgrade.Id), Others.RefundWays[upgrade.Id.AsPurchase()]).ShouldBe(("return", way));
        await HearRefunded(me, lead, "return");
        (await Slots(listing)).ShouldBe(0b110);
        await HearRefunded(me, upgrade.Id, "return");
        (await Slots(listing), await State(upgrade.Id)).ShouldBe((0, "refunded"));
        Others.Sales[await LeadOf(listing)].ShouldBe((0, 3));
        await Buy(await AddContractor(), listing);
    }

    [Fact]
    public async Task A_lead_given_back_at_Stripe_takes_its_upgrade_with_it()
    {
        var (me, listing, lead, upgrade) = await Upgraded();

        await HearRefunded(me, lead, "stripe:re_1");
        await Sweep();

        (await State(upgrade.Id), RefundOf(upgrade.Id)).ShouldBe(("refund-pending", "lead-gone"));
        await HearRefunded(me, upgrade.Id, "lead-gone");
        (await Slots(listing)).ShouldBe(0);
    }

    // Until Billing has the lead's refund in hand it may refuse it, and the buyer keeps what they have.
    [Fact]
    public async Task A_refund_of_the_lead_that_Billing_refuses_leaves_it_exclusive()
    {
        var (me, listing, lead, upgrade) = await Upgraded();
        Others.RefundsRefused = "billing.refund-too-large";

        (await GiveBack(lead)).IsFailure.ShouldBeTrue();
        Others.RefundsRefused = null;
        await SweepLater();

        (await State(lead), await State(upgrade.Id), await Slots(listing)).ShouldBe(("paid", "paid", 0b111));
        ((await See(me, lead)).Value.Exclusive, RefundOf(upgrade.Id)).ShouldBe((true, null));
    }

    [Fact]
    public async Task A_part_of_the_leads_money_leaves_the_upgrade_alone()
    {
        var (_, _, lead, upgrade) = await Upgraded();

        (await GiveBack(lead, cents: 1000)).IsFailure.ShouldBeFalse();
        await SweepLater();

        (await State(lead), await State(upgrade.Id)).ShouldBe(("paid", "paid"));
    }

    [Fact]
    public async Task An_upgrade_given_back_alone_reopens_its_slots_and_can_be_bought_again()
    {
        var (me, listing, lead, upgrade) = await Upgraded();

        (await GiveBack(upgrade.Id)).IsFailure.ShouldBeFalse();
        await HearRefunded(me, upgrade.Id);

        (await State(upgrade.Id), await Slots(listing)).ShouldBe(("refunded", 0b001));
        var seen = (await See(me, lead)).Value;
        (seen.State, seen.Exclusive, seen.Contact is not null).ShouldBe(("paid", false, true));
        Others.Sales[await LeadOf(listing)].ShouldBe((1, 3));
        (await Upgrade(me, lead)).Value.Id.ShouldNotBe(upgrade.Id);
    }

    // Nothing may stay sold to somebody who has the lead's money back: operators see to what Billing refuses.
    [Fact]
    public async Task An_upgrade_without_its_lead_whose_refund_is_refused_is_owed()
    {
        var (me, _, lead, upgrade) = await Upgraded();
        await HearRefunded(me, lead, "stripe:re_1");
        Others.RefundsRefused = "billing.refund-too-large";

        await Sweep();

        (await State(upgrade.Id)).ShouldBe("refund-failed");
    }
}
