using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class EndUnlockTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task Cancelling_closes_the_checkout_and_gives_coupon_and_slot_back()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;

        var cancelled = (await Cancel(me, started.Id)).Value;

        (cancelled.State, cancelled.Checkout).ShouldBe(("expired", null));
        Others.Checkouts[started.Id.AsPurchase()].ShouldBe(CheckoutState.Closed);
        CouponOf(started.Id).ShouldBe("released");
        (await Slots(listing)).ShouldBe(0);
        (await Cancel(me, started.Id)).Value.State.ShouldBe("expired");
    }

    [Fact]
    public async Task While_Stripe_does_not_confirm_the_slot_stays_held_and_the_sweeper_releases_it_when_it_does()
    {
        var (me, listing) = (await AddContractor(), await AddListing(capacity: 1));
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        Others.StripeAnswers = false;

        (await Cancel(me, started.Id)).Value.State.ShouldBe("cancelling");
        Later(TimeSpan.FromSeconds(10));
        await Sweep();
        (await State(started.Id)).ShouldBe("cancelling");
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.unlock-ending");

        Others.StripeAnswers = true;
        Later(TimeSpan.FromSeconds(10));
        await Sweep();

        (await State(started.Id)).ShouldBe("expired");
        (await Slots(listing)).ShouldBe(0);
        CouponOf(started.Id).ShouldBe("released");
    }

    [Fact]
    public async Task A_hold_ends_when_its_time_has_come_and_not_a_moment_before()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;

        Later(TestMarket.Hold - TimeSpan.FromMilliseconds(1));
        await Sweep();
        (await State(started.Id)).ShouldBe("open");

        Later(TimeSpan.FromMilliseconds(1));
        await Sweep();

        (await State(started.Id)).ShouldBe("expired");
        (await Slots(listing)).ShouldBe(0);
        CouponOf(started.Id).ShouldBe("released");
        Others.Checkouts[started.Id.AsPurchase()].ShouldBe(CheckoutState.Closed);
    }

    [Fact]
    public async Task A_hold_that_ends_before_the_checkout_could_be_opened_is_undone_too()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var left = (await Reserve(me, listing)).Value;

        Later(TestMarket.Hold);
        await Sweep();

        (await State(left)).ShouldBe("expired");
        (await Slots(listing)).ShouldBe(0);
    }

    [Fact]
    public async Task When_the_money_was_quicker_than_the_cancelling_the_unlock_is_paid()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        Others.Checkouts[started.Id.AsPurchase()] = CheckoutState.Paid;

        (await Cancel(me, started.Id)).Value.State.ShouldBe("cancelling");
        (await Slots(listing)).ShouldBe(0b001);
        (await Tell(me, started)).IsFailure.ShouldBeFalse();

        var paid = (await Cancel(me, started.Id)).Value;
        (paid.State, paid.Contact!.Phone).ShouldBe(("paid", Samples.Homeowner.Phone));
        CouponOf(started.Id).ShouldBe("redeemed");
    }

    [Fact]
    public async Task A_checkout_that_Stripe_closed_reopens_the_slot_once_however_often_it_is_told()
    {
        var listing = await AddListing();
        var (me, next) = (await AddContractor(), await AddContractor());
        var started = (await Start(me, listing)).Value;
        var closed = new CheckoutClosed(started.Id.AsPurchase(), Database.Clock.Now);

        (await React(closed)).IsFailure.ShouldBeFalse();
        (await Start(next, listing)).IsFailure.ShouldBeFalse();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => React(closed))));

        // The next holder of slot 1 keeps it.
        (await Slots(listing)).ShouldBe(0b001);
    }

    [Fact]
    public async Task Ten_sweeps_and_cancellations_at_once_give_one_slot_back()
    {
        var listing = await AddListing();
        var me = await AddContractor();
        var started = (await Start(me, listing)).Value;
        await Start(await AddContractor(), listing);
        Later(TimeSpan.FromSeconds(1));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(async () =>
        {
            if (n % 2 == 0) await Cancel(me, started.Id);
            else await Sweep();
        })));

        (await State(started.Id)).ShouldBe("expired");
        (await Slots(listing)).ShouldBe(0b010);
    }

    // One purchase that breaks its sweep must not keep every other from its end.
    [Fact]
    public async Task A_purchase_that_cannot_be_swept_does_not_stop_the_others()
    {
        var listing = await AddListing();
        Others.StripeAnswers = false;
        var broken = (await Start(await AddContractor(), listing)).Value.Id;
        Others.StripeAnswers = true;
        Others.Poisoned = broken.AsPurchase();
        Later(TimeSpan.FromSeconds(1));
        var fine = (await Reserve(await AddContractor(), listing)).Value;
        Later(TimeSpan.FromSeconds(10));

        for (var i = 0; i < 3; i++)
        {
            _ = await Record.ExceptionAsync(Sweep);
            Later(TimeSpan.FromSeconds(2));
        }

        (await State(fine)).ShouldBe("open");
    }

    private Task<Result> React(CheckoutClosed closed) => Database.InScope(
        Actor.System, services => services.GetRequiredService<ReopenSlotWhenCheckoutClosed>().Handle(closed, CancellationToken.None));
}
