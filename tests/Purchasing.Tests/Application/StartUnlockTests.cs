using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class StartUnlockTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task Starting_an_unlock_holds_a_slot_and_answers_the_price_and_where_to_pay()
    {
        var (me, listing) = (await AddContractor(), await AddListing());

        var started = (await Start(me, listing)).Value;

        started.State.ShouldBe("open");
        started.Charge!.Total.ShouldBe(Samples.Cad(3334));
        started.Checkout.ShouldBe(OtherModules.PageOf(started.Id.AsPurchase()));
        started.HeldUntil.ShouldBe(Samples.Noon + TestMarket.Hold);
        started.Contact.ShouldBeNull();
        (await Slots(listing)).ShouldBe(0b001);
    }

    [Fact]
    public async Task Asked_again_it_answers_the_same_checkout()
    {
        var (me, listing) = (await AddContractor(), await AddListing());

        var (first, second) = ((await Start(me, listing)).Value, (await Start(me, listing)).Value);

        (second.Id, second.Checkout).ShouldBe((first.Id, first.Checkout));
        (await Count("unlocks")).ShouldBe(1);
    }

    [Fact]
    public async Task A_double_click_with_a_coupon_is_one_purchase_at_the_reduced_price()
    {
        var (me, listing) = (await AddContractor(), await AddListing());

        var clicks = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Start(me, listing, OtherModules.GoodCode))));

        clicks.ShouldAllBe(click => !click.IsFailure && click.Value.Charge!.Discount.Cents == 1450);
        clicks.Select(click => click.Value.Id).Distinct().ShouldHaveSingleItem();
        (await Slots(listing)).ShouldBe(0b001);
    }

    [Fact]
    public async Task A_coupon_lowers_the_price_before_tax_and_is_held_for_the_unlock()
    {
        var (me, listing) = (await AddContractor(), await AddListing());

        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;

        (started.Charge!.Discount.Cents, started.Charge.Total.Cents).ShouldBe((1450, Samples.Charge(1450).Total.Cents));
        CouponOf(started.Id).ShouldBe("reserved");
    }

    [Fact]
    public async Task A_refused_coupon_refuses_the_unlock_and_gives_the_slot_back()
    {
        var (me, listing) = (await AddContractor(), await AddListing());

        (await Start(me, listing, "NO-SUCH-CODE")).Error.Code.ShouldBe("coupons.not-applicable");

        (await Slots(listing)).ShouldBe(0);
        (await Start(me, listing)).Value.State.ShouldBe("open");
    }

    [Fact]
    public async Task When_Stripe_refuses_the_slot_and_the_coupon_go_back()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        Others.StripeRefuses = true;

        (await Start(me, listing, OtherModules.GoodCode)).Error.Code.ShouldBe("billing.payments-refused");

        (await Slots(listing)).ShouldBe(0);
        Others.Coupons.Values.ShouldBe(["released"]);
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_the_unlock_is_opening_and_the_sweeper_opens_it_later()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        Others.StripeAnswers = false;
        var started = (await Start(me, listing)).Value;
        (started.State, started.Checkout).ShouldBe(("opening", null));

        Others.StripeAnswers = true;
        Later(TimeSpan.FromSeconds(10));
        await Sweep();

        var opened = (await See(me, started.Id)).Value;
        (opened.State, opened.Checkout).ShouldBe(("open", OtherModules.PageOf(started.Id.AsPurchase())));
    }

    [Fact]
    public async Task An_unlock_left_with_its_slot_alone_is_finished_by_the_sweeper()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var left = (await Reserve(me, listing, OtherModules.GoodCode)).Value;

        Later(TimeSpan.FromSeconds(10));
        await Sweep();

        var finished = (await See(me, left)).Value;
        (finished.State, finished.Charge!.Discount.Cents).ShouldBe(("open", 1450));
    }

    [Fact]
    public async Task What_is_bought_cannot_be_bought_again()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Pay(me, (await Start(me, listing)).Value);

        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.already-unlocked");

        (await Slots(listing)).ShouldBe(0b001);
    }

    [Fact]
    public async Task The_fourth_contractor_hears_that_the_lead_is_sold_out_and_the_first_to_cancel_lets_them_in()
    {
        var listing = await AddListing();
        var first = await AddContractor();
        var held = (await Start(first, listing)).Value;
        for (var i = 0; i < 2; i++) await Start(await AddContractor(), listing);
        var fourth = await AddContractor();
        (await Start(fourth, listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");

        (await Cancel(first, held.Id)).Value.State.ShouldBe("expired");

        (await Start(fourth, listing)).Value.State.ShouldBe("open");
        (await Slots(listing)).ShouldBe(0b111);
    }

    [Fact]
    public async Task Another_contractors_unlock_is_neither_seen_nor_cancelled()
    {
        var (me, other, listing) = (await AddContractor(), await AddContractor(), await AddListing());
        var mine = (await Start(me, listing)).Value;

        (await See(other, mine.Id)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await Cancel(other, mine.Id)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await Database.Send(Actor.Contractor(other), new GetUnlock(me, mine.Id))).Error.Code.ShouldBe("purchasing.unlock-not-found");

        (await State(mine.Id)).ShouldBe("open");
    }

    // The buyer cancels while the first request is still asking for the price. The coupon that it reserves afterwards
    // belongs to a purchase that is over, and nobody would ever give it back.
    [Fact]
    public async Task An_unlock_cancelled_while_it_was_priced_leaves_no_coupon_reserved()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var unlock = (await Reserve(me, listing, OtherModules.GoodCode)).Value;
        Others.WhileQuoting = async () => (await Cancel(me, unlock)).Value.State.ShouldBe("expired");

        await Start(me, listing, OtherModules.GoodCode);

        (await State(unlock)).ShouldBe("expired");
        CouponOf(unlock).ShouldBe("released");
    }
}
