using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Purchases that were on their way when the homeowner changed their mind.</summary>
public sealed class WithdrawnPaymentTests(PurchasingDatabase database) : PurchaseTest(database)
{
    [Fact]
    public async Task Open_checkouts_end_with_the_next_sweep_and_not_with_their_hold()
    {
        var listing = await AddListing();
        var open = (await Start(await AddContractor(), listing, OtherModules.GoodCode)).Value.Id;
        var reserved = (await Reserve(await AddContractor(), listing)).Value;
        var elsewhere = (await Start(await AddContractor(), await AddListing())).Value.Id;
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));

        await Sweep();

        (await State(open), await State(reserved), await State(elsewhere)).ShouldBe(("expired", "expired", "open"));
        Others.Checkouts[open.AsPurchase()].ShouldBe(CheckoutState.Closed);
        CouponOf(open).ShouldBe("released");
        (await Slots(listing)).ShouldBe(0);
    }

    [Fact]
    public async Task While_Stripe_does_not_confirm_a_withdrawn_checkout_is_asked_about_at_the_usual_pace()
    {
        var listing = await AddListing();
        var open = (await Start(await AddContractor(), listing)).Value.Id;
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));
        Others.StripeAnswers = false;
        await Sweep();
        Others.StripeAnswers = true;

        await Sweep();
        (await State(open)).ShouldBe("cancelling");

        Later(TimeSpan.FromSeconds(10));
        await Sweep();
        (await State(open)).ShouldBe("expired");
    }

    [Fact]
    public async Task Their_own_open_unlock_of_a_closed_lead_leads_no_contractor_to_a_checkout()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        await Start(me, listing);
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));

        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task A_lead_closed_while_its_price_is_asked_for_opens_no_checkout_and_gives_everything_back()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var lead = await LeadOf(listing);
        Others.WhileQuoting = () => AsHomeowner(new CloseRequest(lead));

        (await Start(me, listing, OtherModules.GoodCode)).Error.Code.ShouldBe("purchasing.lead-closed");

        Others.Checkouts.Values.ShouldNotContain(CheckoutState.Open);
        Others.Coupons.Values.ShouldAllBe(state => state == "released");
        (await Slots(listing)).ShouldBe(0);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("erase")]
    public async Task Money_for_a_withdrawn_lead_goes_back_once_and_shows_no_contact(string wish)
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var lead = await LeadOf(listing);
        var started = (await Start(me, listing, OtherModules.GoodCode)).Value;
        await (wish is "close" ? AsHomeowner(new CloseRequest(lead)) : AsHomeowner(new EraseRequest(lead)));

        for (var told = 0; told < 3; told++) (await Pay(me, started)).IsFailure.ShouldBeFalse();

        var ended = (await See(me, started.Id)).Value;
        (ended.State, ended.Contact, ended.WithdrawnAt).ShouldBe(("refunded", null, null));
        RefundOf(started.Id).ShouldBe("withdrawn");
        CouponOf(started.Id).ShouldBe("released");
        (await Count("contacts"), await Announced(started.Id), await ToldOfWithdrawal(started.Id)).ShouldBe((0L, 0L, 0L));
        (await Buyers(lead)).ShouldBeEmpty();
        (await Slots(listing)).ShouldBe(0);
    }

    // Leads may have destroyed the contact before its event has closed the listing.
    [Fact]
    public async Task Money_for_a_contact_that_is_gone_goes_back_instead_of_being_tried_for_ever()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var started = (await Start(me, listing)).Value;
        Others.Erased[await LeadOf(listing)] = Samples.Noon;

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        (await State(started.Id)).ShouldBe("refunded");
        RefundOf(started.Id).ShouldBe("withdrawn");
    }

    [Fact]
    public async Task A_late_payment_sent_back_stays_late_when_the_lead_is_closed_afterwards()
    {
        var (listing, me) = (await AddListing(capacity: 1), await AddContractor());
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        await Start(await AddContractor(), listing);
        await Pay(me, started);
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));

        (await Tell(me, started)).IsFailure.ShouldBeFalse();

        // Another cause would be a second refund.
        RefundOf(started.Id).ShouldBe("late");
    }

    [Fact]
    public async Task Late_money_finds_no_slot_on_a_withdrawn_lead()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var started = (await Start(me, listing)).Value;
        await Cancel(me, started.Id);
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));

        await Pay(me, started);

        (await State(started.Id)).ShouldBe("refunded");
        (await Slots(listing)).ShouldBe(0);
    }

    // Nothing was taken from a card, and Billing has nothing to refund.
    [Fact]
    public async Task A_withdrawn_lead_that_was_free_ends_without_a_refund()
    {
        var (listing, me) = (await AddListing(), await AddContractor());
        var started = (await Start(me, listing, OtherModules.FreeCode)).Value;
        started.Charge!.Total.Cents.ShouldBe(0);
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));

        (await Pay(me, started)).IsFailure.ShouldBeFalse();

        (await State(started.Id)).ShouldBe("refunded");
        RefundOf(started.Id).ShouldBeNull();
        CouponOf(started.Id).ShouldBe("released");
    }

    [Fact]
    public async Task Each_sale_is_told_to_Leads_by_the_number_paid_for()
    {
        var listing = await AddListing(capacity: 2);
        var lead = await LeadOf(listing);
        await Start(await AddContractor(), listing);
        var paid = await Buy(await AddContractor(), listing);

        (await React<RecordSalesWhenLeadUnlocked, LeadUnlocked>(Unlocked(paid, listing, lead))).IsFailure.ShouldBeFalse();

        Others.Sales[lead].ShouldBe((1, 2));
    }

    // The count of the first is old by the time it is told; were it the last word, a lead sold out would be listed again.
    [Fact]
    public async Task Of_two_sales_told_at_once_the_true_count_is_told_last()
    {
        var listing = await AddListing(capacity: 2);
        var lead = await LeadOf(listing);
        var first = await Buy(await AddContractor(), listing);
        var second = await AddContractor();
        Others.BeforeLeadsActs = async () =>
            (await React<RecordSalesWhenLeadUnlocked, LeadUnlocked>(Unlocked(await Buy(second, listing), listing, lead))).IsFailure.ShouldBeFalse();

        (await React<RecordSalesWhenLeadUnlocked, LeadUnlocked>(Unlocked(first, listing, lead))).IsFailure.ShouldBeFalse();

        Others.Sales[lead].ShouldBe((2, 2));
    }

    private static LeadUnlocked Unlocked(UnlockView unlock, ListingId listing, LeadId lead) =>
        new(unlock.Id, listing, lead, default, "", "", "fr", "", "", unlock.Charge!, Samples.Noon);
}
