using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>What becomes of an upgrade when its money is late, or its lead's goes back.</summary>
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_whose_contact_is_taken_back_from_its_buyer_ends_and_its_money_goes_back(bool paysFirst)
    {
        var (me, listing, lead, upgrade) = await Upgrading();
        (await AsHomeowner(new WithdrawFromBuyer(await LeadOf(listing), lead))).IsFailure.ShouldBeFalse();

        if (paysFirst) (await Pay(me, upgrade)).IsFailure.ShouldBeFalse();
        await Sweep();

        (await State(upgrade.Id), RefundOf(upgrade.Id)).ShouldBe(paysFirst ? ("refunded", "lead-gone") : ("expired", null));
        (await State(lead), await Slots(listing)).ShouldBe(("paid", 0b001));
    }

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

    [Theory]
    [InlineData(true, "paid")]
    [InlineData(false, "charged-back")]
    public async Task A_dispute_of_the_upgrade_hides_nothing_and_reopens_no_slot(bool won, string state)
    {
        var (me, listing, lead, upgrade) = await Upgraded();

        await HearDisputed(me, upgrade.Id);
        (await See(me, lead)).Value.Contact.ShouldNotBeNull();
        await HearDecided(me, upgrade.Id, won);

        (await State(upgrade.Id), await State(lead), await Slots(listing)).ShouldBe((state, "paid", 0b111));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_of_the_lead_leaves_a_paid_upgrade_as_it_is(bool won)
    {
        var (me, listing, lead, upgrade) = await Upgraded();

        await HearDisputed(me, lead);
        await SweepLater();
        await HearDecided(me, lead, won);
        await SweepLater();

        (await State(lead), await State(upgrade.Id), await Slots(listing)).ShouldBe((won ? "paid" : "charged-back", "paid", 0b111));
    }

    [Fact]
    public async Task A_disputed_upgrade_follows_its_lead_when_the_bank_has_decided()
    {
        var (me, listing, lead, upgrade) = await Upgraded();
        await HearDisputed(me, upgrade.Id);
        await GiveBack(lead, "return", toCredit: true);
        await HearRefunded(me, lead, "return");
        (await State(upgrade.Id), await Slots(listing)).ShouldBe(("disputed", 0b110));

        await HearDecided(me, upgrade.Id, won: true);

        (await State(upgrade.Id), RefundOf(upgrade.Id), Others.RefundWays[upgrade.Id.AsPurchase()]).ShouldBe(("refund-pending", "return", RefundWay.Credit));
        await HearRefunded(me, upgrade.Id, "return");
        (await Slots(listing)).ShouldBe(0);
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

    [Theory]
    [InlineData("close")]
    [InlineData("withdraw")]
    [InlineData("erase")]
    public async Task A_homeowner_who_wants_nobody_else_ends_open_upgrades_and_keeps_paid_ones(string wish)
    {
        var (open, paid) = (await Upgrading(), await Upgraded());
        var money = await Upgrading();
        foreach (var one in new[] { open, paid, money }) await Wish(wish, await LeadOf(one.Listing));
        (await Upgrade(open.Buyer, open.Lead)).Error.Code.ShouldBe("purchasing.lead-closed");

        (await Pay(money.Buyer, money.Upgrade)).IsFailure.ShouldBeFalse();
        await Sweep();

        (await State(open.Upgrade.Id), await Slots(open.Listing)).ShouldBe(("expired", 0b001));
        (await State(money.Upgrade.Id), RefundOf(money.Upgrade.Id), await Slots(money.Listing)).ShouldBe(("refunded", "withdrawn", 0b001));
        (await State(paid.Upgrade.Id), await Slots(paid.Listing)).ShouldBe(("paid", 0b111));
        (await ToldOfWithdrawal(paid.Lead), await ToldOfWithdrawal(paid.Upgrade.Id)).ShouldBe((wish is "close" ? 0L : 1L, 0L));
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

    private Task<Result> Wish(string wish, LeadId lead) => wish switch
    {
        "close" => AsHomeowner(new CloseRequest(lead)),
        "withdraw" => AsHomeowner(new WithdrawRequest(lead)),
        _ => AsHomeowner(new EraseRequest(lead)),
    };
}
