using System.Text.Json;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>A lead that a coupon paid in full is given back: no money moves for it.</summary>
public sealed class FreeReturnTests(PurchasingDatabase database) : ApprovedReturnTest(database)
{
    [Fact]
    public async Task What_a_coupon_paid_in_full_has_no_money_to_send_and_its_slot_reopens_at_once()
    {
        var (me, listing) = (await AddContractor(), await AddListing(capacity: 1));
        var free = (await Start(me, listing, OtherModules.FreeCode)).Value;
        await Pay(me, free);
        await Call(me, free.Id);
        var asked = (await Ask(me, free.Id, "dead-phone")).Value;
        (await Judge(me, asked, free.Id)).State.ShouldBe("approved");
        (await MoneyTold()).ShouldBe([false]);

        for (var heard = 0; heard < 3; heard++) (await HearApproved(asked)).IsFailure.ShouldBeFalse();

        (await State(free.Id), await Slots(listing), RefundOf(free.Id), await CopyIsKept(free.Id)).ShouldBe(("refunded", 0, null, false));
        CouponOf(free.Id).ShouldBe("released", "it bought nothing");
        Others.Sales[await LeadOf(listing)].ShouldBe((0, 1));
        (await Board(me)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_coupon_paid_in_full_hides_the_contact_with_the_verdict_and_sends_its_upgrades_money_the_way_that_was_chosen()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var free = (await Start(me, listing, OtherModules.FreeCode)).Value;
        await Pay(me, free);
        var upgrade = (await As(me, new StartUpgrade(me, free.Id, Samples.ReturnTo))).Value;
        await Pay(me, upgrade);
        await Approve(me, free.Id, toCredit: true);
        (await MoneyTold()).ShouldBe([true], "the upgrade's");

        var hidden = (await Open(me, free.Id)).Lead.Unlock;
        (hidden.State, hidden.Contact).ShouldBe(("refund-pending", null), "before its event");

        // The event is lost: whoever looks first ends it, and Billing, which has nothing to send, does not call it off.
        Others.RefundsRefused = "billing.nothing-to-refund";
        Later(TimeSpan.FromSeconds(10));
        await Sweep();
        (await State(free.Id), await CopyIsKept(free.Id)).ShouldBe(("refunded", false));
        Others.RefundsRefused = null;
        await Sweep();

        (RefundOf(upgrade.Id), Others.RefundWays[upgrade.Id.AsPurchase()]).ShouldBe(("return", RefundWay.Credit));
    }

    [Fact]
    public async Task A_verdict_that_was_told_before_there_was_a_word_for_it_sends_money()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var bought = (await Start(me, listing)).Value;
        await Pay(me, bought);
        await Approve(me, bought.Id);
        (await MoneyTold()).ShouldBe([true]);

        var old = (await Told("purchasing.return-decided.v1"))[0].Replace("\"moneyBack\": true", "\"more\": 1", StringComparison.Ordinal);
        old.ShouldNotContain("moneyBack");
        JsonSerializer.Deserialize<ReturnDecided>(old, EventJson.Options)!.MoneyBack.ShouldBeTrue();
    }

    /// <summary>Of each verdict, whether its notice may promise money.</summary>
    private async Task<bool[]> MoneyTold() =>
        [.. (await Told("purchasing.return-decided.v1")).Select(told => JsonSerializer.Deserialize<ReturnDecided>(told, EventJson.Options)!.MoneyBack)];
}
