using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reactions;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class StartUpgradeTests(PurchasingDatabase database) : UpgradeTest(database)
{
    [Fact]
    public async Task It_takes_the_slots_that_are_left_for_the_difference_to_the_exclusive_price()
    {
        var (me, listing, lead) = await Sold();

        var offered = await SeeUpgrade(me, lead);
        (offered.Refusal, offered.Offer, offered.Purchase).ShouldBe((null, new LeadOffer("ev-charger", Exclusive: true, 2900), null));
        var started = (await Upgrade(me, lead)).Value;

        (started.State, started.Charge!.Subtotal.Cents, started.Charge.Discount.Cents, started.Contact, started.Exclusive).ShouldBe(("open", 5000, 0, null, false));
        started.Checkout.ShouldBe(OtherModules.PageOf(started.Id.AsPurchase()));
        (await Slots(listing)).ShouldBe(0b111);
        var opened = Others.Opened[started.Id.AsPurchase()];
        (opened.ListCents, opened.UpgradeToCents, opened.Label.In("fr"), opened.Label.In("en")).ShouldBe(
            (5000, 7900, "ev-charger – Plateau Mont-Royal, passage à l’exclusivité", "ev-charger – Plateau Mont-Royal, upgrade to exclusive"));
        (await SeeUpgrade(me, lead)).Purchase!.Id.ShouldBe(started.Id);
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
    }

    [Fact]
    public async Task Paid_the_lead_is_exclusive_and_sold_out_and_nothing_is_delivered_anew()
    {
        var (me, listing, lead, upgrade) = await Upgrading();

        for (var told = 0; told < 3; told++) (await Pay(me, upgrade)).IsFailure.ShouldBeFalse();

        (await State(upgrade.Id), await Slots(listing), await Count("contacts")).ShouldBe(("paid", 0b111, 1L));
        var seen = (await See(me, lead)).Value;
        (seen.State, seen.Exclusive, seen.Contact is not null).ShouldBe(("paid", true, true));
        ((await See(me, upgrade.Id)).Value.Exclusive, RefundOf(upgrade.Id)).ShouldBe((true, null));
        (await ToldOfUpgrade(upgrade.Id), await Announced(upgrade.Id), await Announced(lead)).ShouldBe((1L, 0L, 1L));

        var told1 = new LeadUpgraded(upgrade.Id, lead, listing, await LeadOf(listing), me, "", "", "fr", "", "", upgrade.Charge!, Samples.Noon);
        (await React<RecordSalesWhenLeadUpgraded, LeadUpgraded>(told1)).IsFailure.ShouldBeFalse();
        Others.Sales[await LeadOf(listing)].ShouldBe((3, 3));

        var after = await SeeUpgrade(me, lead);
        (after.Refusal, after.Offer, after.Purchase!.Id).ShouldBe(("purchasing.not-upgradable", null, upgrade.Id));
        (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.not-upgradable");
        (await Database.Send(Actor.Contractor(me), new ListMyLeads(me))).Value.Items.ShouldHaveSingleItem().Unlock.Id.ShouldBe(lead);
    }

    [Fact]
    public async Task The_announcement_carries_what_a_receipt_needs_and_nothing_of_the_homeowner()
    {
        var (_, _, lead, upgrade) = await Upgraded();

        var told = await Database.Truth<string>("select payload::text from purchasing.outbox_messages where name = 'purchasing.lead-upgraded.v1'");

        foreach (var needed in new[] { upgrade.Id.ToString(), lead.ToString(), "dominique@example.com", "Plateau Mont-Royal" }) told.ShouldContain(needed);
        foreach (var secret in new[] { "Camille", "5145550142", "1Y4" }) told.ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_saved_card_pays_an_upgrade_too()
    {
        var (me, _, lead) = await Sold();

        var started = (await Upgrade(me, lead, new PaymentChoice(SavedCard: true))).Value;

        (started.State, Others.Opened[started.Id.AsPurchase()].Pay.SavedCard).ShouldBe(("opening", true));
    }

    [Fact]
    public async Task Asked_again_it_is_the_same_purchase_and_cancelled_it_gives_the_slots_back()
    {
        var (me, listing, lead, upgrade) = await Upgrading();

        (await Upgrade(me, lead)).Value.Id.ShouldBe(upgrade.Id);
        (await Cancel(me, upgrade.Id)).Value.State.ShouldBe("expired");

        (await Slots(listing), await State(lead)).ShouldBe((0b001, "paid"));
        Others.Checkouts[upgrade.Id.AsPurchase()].ShouldBe(CheckoutState.Closed);
        (await Upgrade(me, lead)).Value.State.ShouldBe("open");
    }

    [Fact]
    public async Task Its_hold_ends_as_that_of_an_unlock()
    {
        var (_, listing, _, upgrade) = await Upgrading();

        Later(TestMarket.Hold);
        await Sweep();

        (await State(upgrade.Id), await Slots(listing)).ShouldBe(("expired", 0b001));
    }

    [Fact]
    public async Task One_left_half_way_is_finished_by_the_sweeper()
    {
        var (me, _, lead) = await Sold();
        Others.StripeAnswers = false;
        var started = (await Upgrade(me, lead)).Value;
        started.State.ShouldBe("opening");
        Others.StripeAnswers = true;

        await SweepLater();

        (await State(started.Id)).ShouldBe("open");
    }

    [Fact]
    public async Task Another_buyer_in_or_holding_a_slot_keeps_it_from_being_exclusive()
    {
        var (me, listing, lead) = await Sold();
        var other = (await Start(await AddContractor(), listing)).Value;

        (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.slot-taken");
        (await SeeUpgrade(me, lead)).Refusal.ShouldBe("purchasing.slot-taken");
        (await Slots(listing)).ShouldBe(0b011);

        // The other one gives up.
        await Database.Send(Actor.System, new Purchasing.Application.EndUnlock.EndUnlockProcess(other.Id));
        (await Upgrade(me, lead)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_not_paid_and_what_is_for_one_alone_cannot_be_upgraded()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var open = (await Start(me, listing)).Value;
        (await Upgrade(me, open.Id)).Error.Code.ShouldBe("purchasing.not-upgradable");

        var (buyer, _, single) = await Sold(capacity: 1);
        (await Upgrade(buyer, single)).Error.Code.ShouldBe("purchasing.not-upgradable");
        (await SeeUpgrade(buyer, single)).Refusal.ShouldBe("purchasing.not-upgradable");
    }

    [Fact]
    public async Task Who_lost_the_contact_can_no_longer_make_the_lead_exclusive()
    {
        var (me, listing, lead) = await Sold();
        (await AsHomeowner(new WithdrawFromBuyer(await LeadOf(listing), lead))).IsFailure.ShouldBeFalse();

        (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.not-upgradable");
        ((await SeeUpgrade(me, lead)).Refusal, await Slots(listing)).ShouldBe(("purchasing.not-upgradable", 0b001));
    }

    [Fact]
    public async Task A_paused_contractor_starts_no_upgrade_and_goes_on_with_one_that_is_under_way()
    {
        var ((me, listing, lead), begun) = (await Sold(), await Upgrading());
        foreach (var contractor in new[] { me, begun.Buyer }) await Database.Send(Actor.Contractor(contractor), new PauseLeads(contractor));

        (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.paused");
        ((await SeeUpgrade(me, lead)).Refusal, await Slots(listing)).ShouldBe(("purchasing.paused", 0b001));
        (await Upgrade(begun.Buyer, begun.Lead)).Value.Id.ShouldBe(begun.Upgrade.Id);
        (await SeeUpgrade(begun.Buyer, begun.Lead)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task Of_a_lead_that_is_closed_or_expired_nothing_more_is_sold()
    {
        var (me, listing, lead) = await Sold();
        await AsHomeowner(new CloseRequest(await LeadOf(listing)));
        (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.lead-closed");

        var (buyer, _, second) = await Sold();
        Database.Clock.Now = Samples.Listing().ExpiresAt;
        (await Upgrade(buyer, second)).Error.Code.ShouldBe("purchasing.lead-closed");
        (await SeeUpgrade(buyer, second)).Refusal.ShouldBe("purchasing.lead-closed");
    }

    [Fact]
    public async Task Nobody_else_sees_upgrades_or_takes_slots_by_it()
    {
        var (me, listing, lead, upgrade) = await Upgrading();
        var other = await AddContractor();

        (await Upgrade(other, lead)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await Database.Send(Actor.Contractor(other), new StartUpgrade(me, lead, Samples.ReturnTo))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await Database.Send(Actor.Contractor(other), new GetUpgrade(me, lead))).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await See(other, upgrade.Id)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await Cancel(other, upgrade.Id)).Error.Code.ShouldBe("purchasing.unlock-not-found");

        // An upgrade is not upgraded again.
        (await Upgrade(me, upgrade.Id)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await Slots(listing)).ShouldBe(0b111);
    }
}
