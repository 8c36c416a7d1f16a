using LeadMarket.Purchasing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class PaymentTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task A_payment_shows_the_contact_redeems_the_coupon_and_is_announced()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        var paid = (await See(me, started.Id)).Value;
        (paid.State, paid.Checkout).ShouldBe(("paid", null));
        paid.Contact.ShouldBeEquivalentTo(new UnlockedContact("Camille Tremblay", "camille@example.com", "+15145550142", "1, rue Test", "H2X 1Y4", "fr", new[] { "evening" }));
        CouponOf(started.Id).ShouldBe("redeemed");
        (await Announced(started.Id)).ShouldBe(1);
        (await Slots(listing)).ShouldBe(0b001);
        var mine = (await Database.Send(Actor.Contractor(me), new ListMyLeads(me))).Value.Items.ShouldHaveSingleItem();
        mine.Unlock.Contact.ShouldBeEquivalentTo(paid.Contact);
        mine.Item.ListingId.ShouldBe(listing);
    }

    [Fact]
    public async Task The_announcement_names_nobody_but_the_contractor()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        await Pay(me, (await Start(me, listing)).Value);

        var told = await Database.Truth<string>("select payload::text from purchasing.outbox_messages where name = 'purchasing.lead-unlocked.v1'");

        told.ShouldContain("dominique@example.com");
        foreach (var secret in new[] { "Camille", "camille@", "5145550142", "1Y4" }) told.ShouldNotContain(secret);
    }

    [Fact]
    public async Task The_same_payment_told_five_times_at_once_delivers_once()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Pay(me, started))));

        outcomes.ShouldAllBe(outcome => !outcome.IsFailure);
        (await Count("contacts"), await Announced(started.Id)).ShouldBe((1L, 1L));
        RefundOf(started.Id).ShouldBeNull();
    }

    [Fact]
    public async Task Late_money_takes_a_slot_that_is_still_free()
    {
        var listing = await AddListing(capacity: 2);
        var me = await AddContractor();
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        await Start(await AddContractor(), listing);

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        var paid = (await See(me, started.Id)).Value;
        (paid.State, paid.Contact is null).ShouldBe(("paid", false));
        (await Slots(listing)).ShouldBe(0b11);
        (await Database.Truth<int>("select slot from purchasing.unlocks where id = @id", new { id = started.Id.Value })).ShouldBe(2);
        RefundOf(started.Id).ShouldBeNull();
    }

    [Fact]
    public async Task Late_money_goes_back_when_no_slot_is_left_and_the_contact_is_never_shown()
    {
        var listing = await AddListing(capacity: 1);
        var me = await AddContractor();
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        await Cancel(me, started.Id);
        await Start(await AddContractor(), listing);

        for (var told = 0; told < 3; told++) (await Pay(me, started)).IsFailure.ShouldBeFalse();

        var ended = (await See(me, started.Id)).Value;
        (ended.State, ended.Contact).ShouldBe(("refunded", null));
        RefundOf(started.Id).ShouldBe("late");
        (await Count("contacts"), await Announced(started.Id)).ShouldBe((0L, 0L));
        (await Slots(listing)).ShouldBe(0b1);
        CouponOf(started.Id).ShouldBe("released");
    }

    [Fact]
    public async Task Late_money_goes_back_when_the_contractor_has_started_anew_meanwhile()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var first = (await Start(me, listing)).Value;
        await Cancel(me, first.Id);
        var second = (await Start(me, listing)).Value;

        await Pay(me, first);
        await Pay(me, second);

        (await State(first.Id), await State(second.Id)).ShouldBe(("refunded", "paid"));
        (await Slots(listing)).ShouldBe(0b001);
    }

    [Fact]
    public async Task Late_money_for_an_expired_lead_goes_back()
    {
        var listing = await AddListing(expiresAt: Samples.Noon.AddHours(1));
        var me = await AddContractor();
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        Later(TimeSpan.FromHours(1));

        await Pay(me, started);

        (await State(started.Id)).ShouldBe("refunded");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3333)]
    [InlineData(3335)]
    public async Task Another_amount_than_was_asked_goes_back_and_the_slot_with_it(long cents)
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing)).Value;

        (await Pay(me, started, cents)).IsFailure.ShouldBeFalse();

        var ended = (await See(me, started.Id)).Value;
        (ended.State, ended.Contact).ShouldBe(("refunded", null));
        RefundOf(started.Id).ShouldBe("mismatch");
        (await Slots(listing)).ShouldBe(0);
        (await Count("contacts")).ShouldBe(0);
    }

    [Fact]
    public async Task The_right_amount_from_another_customer_or_session_goes_back_too()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing)).Value;

        (await Pay(me, started, matches: false)).IsFailure.ShouldBeFalse();

        var ended = (await See(me, started.Id)).Value;
        (ended.State, ended.Contact).ShouldBe(("refunded", null));
        RefundOf(started.Id).ShouldBe("mismatch");
        (await Slots(listing)).ShouldBe(0);
    }

    // The event may come again days later, when the slot has another holder and the refund is on the statement.
    [Fact]
    public async Task A_refund_is_final_however_often_its_payment_is_told()
    {
        var (me, next, listing) = (await AddContractor(), await AddContractor(), await AddListing(capacity: 1));
        var started = (await Start(me, listing)).Value;
        await Pay(me, started, cents: 1);
        await Start(next, listing);
        Others.StripeAnswers = false;

        // With Stripe away the refund cannot be repeated, and need not be.
        _ = await Tell(me, started, cents: 1);

        (await State(started.Id)).ShouldBe("refunded");
        (await Slots(listing)).ShouldBe(0b1);
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_a_refund_is_owed_and_the_next_telling_pays_it()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        Others.StripeAnswers = false;

        // A refusal keeps the event in the outbox.
        (await Pay(me, started, cents: 1)).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await State(started.Id)).ShouldBe("refunding");
        Others.StripeAnswers = true;
        (await Tell(me, started, cents: 1)).IsFailure.ShouldBeFalse();

        (await State(started.Id)).ShouldBe("refunded");
        CouponOf(started.Id).ShouldBe("released");
        RefundOf(started.Id).ShouldBe("mismatch");
    }

    [Fact]
    public async Task A_payment_for_what_was_never_started_is_refused()
    {
        var me = await AddContractor();
        var unknown = new UnlockView(new(Guid.NewGuid()), new(Guid.NewGuid()), "open", Samples.Charge(), null, Samples.Noon, null);

        (await Pay(me, unknown)).Error.Code.ShouldBe("purchasing.unlock-not-found");
    }
}
