using LeadMarket.Billing.Contracts;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>What becomes of an upgrade when its money is late, slow or not what was asked.</summary>
public sealed class UpgradeMoneyTests(PurchasingDatabase database) : UpgradeTest(database)
{
    [Fact]
    public async Task Late_money_makes_the_lead_exclusive_while_nobody_else_is_in()
    {
        var (me, listing, lead, upgrade) = await Upgrading();
        await Cancel(me, upgrade.Id);

        (await Pay(me, upgrade)).IsFailure.ShouldBeFalse();

        (await State(upgrade.Id), await Slots(listing), (await See(me, lead)).Value.Exclusive).ShouldBe(("paid", 0b111, true));
    }

    [Fact]
    public async Task Late_money_goes_back_when_another_buyer_came_first()
    {
        var (me, listing, _, upgrade) = await Upgrading();
        await Cancel(me, upgrade.Id);
        await Start(await AddContractor(), listing);

        for (var told = 0; told < 3; told++) (await Pay(me, upgrade)).IsFailure.ShouldBeFalse();

        (await State(upgrade.Id), RefundOf(upgrade.Id), await Slots(listing)).ShouldBe(("refunded", "late", 0b011));
        (await ToldOfUpgrade(upgrade.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Another_amount_goes_back_and_the_slots_with_it()
    {
        var (me, listing, lead, upgrade) = await Upgrading();

        (await Pay(me, upgrade, cents: 1)).IsFailure.ShouldBeFalse();

        (await State(upgrade.Id), RefundOf(upgrade.Id), await Slots(listing), await State(lead)).ShouldBe(("refunded", "mismatch", 0b001, "paid"));
    }

    [Theory]
    [InlineData("refund")]
    [InlineData("dispute")]
    public async Task One_that_is_open_when_its_lead_is_no_longer_paid_ends_with_the_next_sweep_and_its_money_goes_back(string loss)
    {
        foreach (var paysFirst in new[] { false, true })
        {
            var (me, listing, lead, upgrade) = await Upgrading();
            if (loss is "refund") await GiveBack(lead);
            else await HearDisputed(me, lead);

            if (paysFirst) (await Pay(me, upgrade)).IsFailure.ShouldBeFalse();
            await Sweep();

            (await State(upgrade.Id), RefundOf(upgrade.Id)).ShouldBe(paysFirst ? ("refunded", "lead-gone") : ("expired", null));
            (await Slots(listing)).ShouldBe(0b001);
        }
    }

    [Fact]
    public async Task Whoever_holds_the_slots_when_the_lead_expires_may_still_pay_and_not_when_they_have_let_go()
    {
        var (inTime, late) = (await Upgrading(), await Upgrading());
        await Cancel(late.Buyer, late.Upgrade.Id);
        await Database.Truth<object>("update purchasing.listings set expires_at = @at", new { at = Samples.Noon.AddMinutes(1).UtcDateTime });
        Later(TimeSpan.FromMinutes(2));

        foreach (var one in new[] { inTime, late }) (await Pay(one.Buyer, one.Upgrade)).IsFailure.ShouldBeFalse();

        (await State(inTime.Upgrade.Id), await State(late.Upgrade.Id), RefundOf(late.Upgrade.Id)).ShouldBe(("paid", "refunded", "late"));
    }

    [Fact]
    public async Task Its_money_can_take_days_too()
    {
        var (me, listing, lead, upgrade) = await Upgrading();
        Others.Checkouts[upgrade.Id.AsPurchase()] = CheckoutState.Processing;
        Later(TestMarket.Hold);
        await Sweep();
        (await State(upgrade.Id), await Slots(listing), (await SeeUpgrade(me, lead)).Purchase!.State).ShouldBe(("processing", 0b111, "processing"));

        Others.Checkouts[upgrade.Id.AsPurchase()] = CheckoutState.Closed;
        await React<ReopenSlotWhenCheckoutClosed, CheckoutClosed>(new(upgrade.Id.AsPurchase(), Database.Clock.Now));

        (await State(upgrade.Id), await Slots(listing)).ShouldBe(("expired", 0b001));
        (await Upgrade(me, lead)).Value.State.ShouldBe("open");
    }
}
