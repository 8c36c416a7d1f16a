using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class RefundUnlockTests(PurchasingDatabase database) : MoneyBackTest(database)
{
    [Fact]
    public async Task A_refund_hides_the_contact_at_once_and_reopens_the_slot_when_the_money_is_back()
    {
        var (me, listing, unlock) = await Sold(capacity: 1);
        Others.RefundsAre = RefundProgress.Pending;

        (await GiveBack(unlock)).IsFailure.ShouldBeFalse();

        var pending = (await See(me, unlock)).Value;
        (pending.State, pending.Contact).ShouldBe(("refund-pending", null));
        (await Slots(listing), await CopyIsKept(unlock)).ShouldBe((0b1, true));

        for (var told = 0; told < 3; told++) (await HearRefunded(me, unlock)).IsFailure.ShouldBeFalse();

        var ended = (await See(me, unlock)).Value;
        (ended.State, ended.Contact).ShouldBe(("refunded", null));
        (await Slots(listing), await CopyIsKept(unlock)).ShouldBe((0, false));
        (RefundOf(unlock), Others.RefundWays[unlock.AsPurchase()]).ShouldBe(("goodwill", RefundWay.Card));
        Others.Sales[await LeadOf(listing)].ShouldBe((0, 1));
    }

    [Fact]
    public async Task The_buyer_is_not_told_that_the_homeowner_withdrew_and_the_homeowner_sees_who_had_the_details()
    {
        var (me, listing, unlock) = await Sold();
        await GiveBack(unlock);
        await HearRefunded(me, unlock);

        (await ToldOfWithdrawal(unlock)).ShouldBe(0);
        (await See(me, unlock)).Value.WithdrawnAt.ShouldBeNull();
        var buyer = (await Buyers(await LeadOf(listing))).ShouldHaveSingleItem();
        (buyer.Unlock, buyer.WithdrawnAt).ShouldBe((unlock, Samples.Noon));

        // Whatever the homeowner does later is no news to who has the money back.
        (await AsHomeowner(new EraseRequest(await LeadOf(listing)))).IsFailure.ShouldBeFalse();
        (await ToldOfWithdrawal(unlock)).ShouldBe(0);
    }

    [Fact]
    public async Task A_coupon_of_a_sale_given_back_whole_can_be_used_again()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        await Pay(me, started);

        await GiveBack(started.Id);
        CouponOf(started.Id).ShouldBe("redeemed", "the money is still on its way");
        await HearRefunded(me, started.Id);

        CouponOf(started.Id).ShouldBe("released");
    }

    [Fact]
    public async Task Who_has_the_money_back_is_not_offered_the_lead_again()
    {
        var (me, listing, unlock) = await Sold(capacity: 2);
        await GiveBack(unlock, toCredit: true);
        await HearRefunded(me, unlock);

        (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value.Items.ShouldBeEmpty();
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.already-unlocked");
        Others.RefundWays[unlock.AsPurchase()].ShouldBe(RefundWay.Credit);

        var mine = (await Database.Send(Actor.Contractor(me), new ListMyLeads(me))).Value.Items.ShouldHaveSingleItem();
        (mine.Unlock.State, mine.Unlock.Contact).ShouldBe(("refunded", null));

        // Somebody else has the slot.
        await Buy(await AddContractor(), listing);
        (await Slots(listing)).ShouldBe(0b01);
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_the_contact_is_hidden_and_the_sweeper_sends_the_refund_later()
    {
        var (me, listing, unlock) = await Sold();
        Others.StripeAnswers = false;

        (await GiveBack(unlock)).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await See(me, unlock)).Value.Contact.ShouldBeNull();
        RefundOf(unlock).ShouldBeNull();

        // A homeowner who withdraws meanwhile does not turn the refund into an unpaid end.
        (await AsHomeowner(new CloseRequest(await LeadOf(listing)))).IsFailure.ShouldBeFalse();
        Others.StripeAnswers = true;
        Later(TimeSpan.FromMinutes(1));
        await Sweep();

        (RefundOf(unlock), await State(unlock)).ShouldBe(("goodwill", "refund-pending"));
        (await Database.Truth<bool>("select due_at is null from purchasing.unlocks where id = @id", new { id = unlock.Value })).ShouldBeTrue();
    }

    [Theory]
    [InlineData("billing.nothing-to-refund")]
    [InlineData("billing.refund-too-large")]
    public async Task A_refund_that_Billing_refuses_shows_the_contact_again(string code)
    {
        var (me, _, unlock) = await Sold();
        Others.RefundsRefused = code;

        (await GiveBack(unlock)).Error.Code.ShouldBe(code);

        var seen = (await See(me, unlock)).Value;
        (seen.State, seen.Contact is null).ShouldBe(("paid", false));

        // The same word may be used again, when Billing no longer refuses.
        Others.RefundsRefused = null;
        (await GiveBack(unlock)).IsFailure.ShouldBeFalse();
        (await State(unlock)).ShouldBe("refund-pending");
    }

    [Fact]
    public async Task A_refund_that_the_card_does_not_take_keeps_the_slot_until_credits_have_it()
    {
        var (me, listing, unlock) = await Sold();
        Others.RefundsAre = RefundProgress.Pending;
        await GiveBack(unlock);

        await HearFailed(me, unlock);
        (await State(unlock), await Slots(listing)).ShouldBe(("refund-failed", 0b001));
        (await GiveBack(unlock)).IsFailure.ShouldBeFalse();
        (await State(unlock)).ShouldBe("refund-failed");

        await HearRefunded(me, unlock);
        (await State(unlock), await Slots(listing)).ShouldBe(("refunded", 0));
    }

    // A refund may succeed and fail days later, and its news come in any order.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_after_the_money_was_back_never_takes_the_slot_again(bool inOrder)
    {
        var (me, listing, unlock) = await Sold();
        await GiveBack(unlock);

        if (!inOrder) await HearFailed(me, unlock);
        await HearRefunded(me, unlock);
        await HearFailed(me, unlock);

        (await State(unlock), await Slots(listing)).ShouldBe(("refunded", 0));
    }

    [Fact]
    public async Task A_whole_refund_in_Stripe_s_dashboard_does_the_same()
    {
        var (me, listing, unlock) = await Sold();

        (await HearRefunded(me, unlock, cause: "stripe:re_1")).IsFailure.ShouldBeFalse();

        (await State(unlock), await Slots(listing), await CopyIsKept(unlock)).ShouldBe(("refunded", 0, false));
        // The payment told again delivers nothing, and asks for no refund.
        (await Tell(me, (await See(me, unlock)).Value)).IsFailure.ShouldBeFalse();
        (await State(unlock), RefundOf(unlock)).ShouldBe(("refunded", null));
    }

    [Fact]
    public async Task News_of_a_refund_before_the_news_of_its_payment_is_told_again_later()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing)).Value;

        (await HearRefunded(me, started.Id)).Error.Code.ShouldBe("purchasing.unlock-not-settled");
        await Pay(me, started);
        (await HearRefunded(me, started.Id)).IsFailure.ShouldBeFalse();

        (await State(started.Id), await Slots(listing)).ShouldBe(("refunded", 0));
    }

    [Fact]
    public async Task A_purchase_that_is_no_unlock_is_nobody_s_business_here()
    {
        var (me, bill) = (await AddContractor(), new UnlockId(Guid.CreateVersion7()));

        (await HearRefunded(me, bill)).IsFailure.ShouldBeFalse();
        (await HearDisputed(me, bill)).IsFailure.ShouldBeFalse();
        (await HearDecided(me, bill, won: true)).IsFailure.ShouldBeFalse();
        await HearFailed(me, bill);
    }

    [Fact]
    public async Task What_was_never_paid_or_does_not_exist_has_nothing_to_give_back()
    {
        var started = (await Start(await AddContractor(), await AddListing())).Value;
        var unknown = new UnlockId(Guid.CreateVersion7());

        foreach (var cents in new long?[] { null, 100 })
        {
            (await GiveBack(started.Id, cents: cents)).Error.Code.ShouldBe("purchasing.not-refundable");
            (await GiveBack(unknown, cents: cents)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        }
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("Good will", null)]
    [InlineData("stripe:re_1", null)]
    [InlineData("goodwill", 0L)]
    [InlineData("goodwill", -5L)]
    public async Task Words_and_amounts_are_checked(string cause, long? cents) =>
        (await GiveBack(new UnlockId(Guid.CreateVersion7()), cause, cents: cents)).Error.Code.ShouldBe("validation.failed");
}
