using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
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
