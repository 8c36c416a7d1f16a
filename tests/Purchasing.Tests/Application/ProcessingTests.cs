using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.EndUnlock;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Ways of paying that take days: the slot is kept until Billing tells the end.</summary>
public sealed class ProcessingTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task Money_on_its_way_keeps_the_slot_past_the_hold_and_buys_the_contact_when_it_comes()
    {
        var (me, listing, started) = await Processing();
        (await See(me, started.Id)).Value.ShouldSatisfyAllConditions(
            seen => seen.State.ShouldBe("processing"), seen => seen.Checkout.ShouldBeNull(), seen => seen.Contact.ShouldBeNull());

        Later(TimeSpan.FromDays(3));
        await Sweep();
        (await State(started.Id), await Slots(listing)).ShouldBe(("processing", 0b1));
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
        (await Start(me, listing)).Value.State.ShouldBe("processing");

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        (await See(me, started.Id)).Value.Contact.ShouldNotBeNull();
        (await Announced(started.Id), CouponOf(started.Id)).ShouldBe((1L, "redeemed"));
    }

    [Fact]
    public async Task Money_that_does_not_come_gives_the_slot_and_the_coupon_back_once()
    {
        var (me, listing, started) = await Processing();

        Others.Checkouts[started.Id.AsPurchase()] = CheckoutState.Closed;
        var closed = new CheckoutClosed(started.Id.AsPurchase(), Database.Clock.Now);
        for (var told = 0; told < 3; told++) (await React<ReopenSlotWhenCheckoutClosed, CheckoutClosed>(closed)).IsFailure.ShouldBeFalse();

        (await State(started.Id), await Slots(listing), CouponOf(started.Id)).ShouldBe(("expired", 0, "released"));
        (await Start(me, listing)).Value.State.ShouldBe("open");
    }

    [Fact]
    public async Task The_buyer_cannot_take_back_what_is_on_its_way()
    {
        var (me, listing, started) = await Processing();

        (await Cancel(me, started.Id)).Value.State.ShouldBe("processing");

        (await Slots(listing), CouponOf(started.Id)).ShouldBe((0b1, "reserved"));
    }

    // Cancelled, or at the end of its hold, before Billing's event told that the buyer had submitted it.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_checkout_that_turns_out_to_be_processing_is_not_ended(bool cancelled)
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing)).Value;
        Others.Checkouts[started.Id.AsPurchase()] = CheckoutState.Processing;

        if (cancelled) (await Cancel(me, started.Id)).Value.State.ShouldBe("processing");
        else
        {
            Later(TestMarket.Hold);
            await Sweep();
        }

        (await State(started.Id), await Slots(listing)).ShouldBe(("processing", 0b001));
        (await Pay(me, started)).IsFailure.ShouldBeFalse();
        (await State(started.Id)).ShouldBe("paid");
    }

    [Fact]
    public async Task Old_news_that_it_is_processing_changes_nothing_once_it_has_ended()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var paid = await Buy(me, listing);
        await HearProcessing(me, paid.Id);
        (await State(paid.Id)).ShouldBe("paid");

        var other = await AddContractor();
        var ended = (await Start(other, listing)).Value;
        await Cancel(other, ended.Id);
        await HearProcessing(other, ended.Id);
        (await State(ended.Id), await Slots(listing)).ShouldBe(("expired", 0b001));
        await HearProcessing(me, new UnlockId(Guid.CreateVersion7()));
    }

    // Billing's two events are worked on side by side: what was asked of it before the end is kept after its end was heard.
    [Fact]
    public async Task News_that_money_is_on_its_way_kept_while_it_is_being_ended_does_not_hold_the_slot_for_ever()
    {
        var (_, listing, started) = await Processing();

        (await Database.Send(Actor.System, new BeginEndingCommand(started.Id, CheckoutClosed: true))).Value.ShouldBeTrue();
        (await Database.Send(Actor.System, new KeepProcessingCommand(started.Id))).IsFailure.ShouldBeFalse();
        (await State(started.Id)).ShouldBe("processing");
        for (var released = 0; released < 2; released++) (await Database.Send(Actor.System, new ReleaseSlotCommand(started.Id))).IsFailure.ShouldBeFalse();

        (await State(started.Id), await Slots(listing)).ShouldBe(("expired", 0));
    }

    [Theory]
    [InlineData("close")]
    [InlineData("erase")]
    public async Task Of_a_withdrawn_lead_it_waits_for_its_money_and_sends_it_back(string wish)
    {
        var (me, listing, started) = await Processing();
        var lead = await LeadOf(listing);
        await (wish is "close" ? AsHomeowner(new CloseRequest(lead)) : AsHomeowner(new EraseRequest(lead)));
        await Sweep();
        (await State(started.Id)).ShouldBe("processing");

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        (await State(started.Id), RefundOf(started.Id), CouponOf(started.Id)).ShouldBe(("refunded", "withdrawn", "released"));
        (await Count("contacts"), await Slots(listing)).ShouldBe((0L, 0));
    }

    private async Task<(ContractorId Buyer, ListingId Listing, UnlockView Unlock)> Processing()
    {
        var (me, listing) = (await AddContractor(), await AddListing(capacity: 1));
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        Others.Checkouts[started.Id.AsPurchase()] = CheckoutState.Processing;
        await HearProcessing(me, started.Id);
        return (me, listing, started);
    }

    private Task<int> HearProcessing(ContractorId buyer, UnlockId unlock) => InTransaction(services =>
        services.GetRequiredService<KeepSlotWhenCheckoutProcessing>().Handle(new(unlock.AsPurchase(), buyer, Database.Clock.Now), CancellationToken.None));
}
