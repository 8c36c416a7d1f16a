using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using static LeadMarket.Purchasing.Domain.UnlockState;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>Money that is days on its way, saved cards, and upgrades to exclusive.</summary>
public sealed partial class UnlockTests
{
    [Fact]
    public void What_was_chosen_when_the_slot_was_taken_is_kept_with_what_its_buyer_wanted_then()
    {
        var contractor = Samples.Contractor(services: ["heat-pump", "ev-charger"]);
        var order = new UnlockOrder(Samples.ReturnTo, "CODE", UseCredits: true, new PaymentChoice(SavedCard: true, KeepCard: true));

        var unlock = Unlock.Reserve(ListingId.New(Samples.Noon), contractor, 3, order, Samples.Noon, TestMarket.Hold);

        (unlock.Coupon, unlock.UseCredits, unlock.PaySavedCard, unlock.KeepCard, unlock.Slots).ShouldBe(("CODE", true, true, true, 0b100));
        unlock.ServicesThen.ShouldBe(["heat-pump", "ev-charger"]);
    }

    [Fact]
    public void A_card_that_was_refused_is_remembered_with_the_page_that_takes_another()
    {
        var unlock = In(Opening);

        unlock.Open(Samples.Checkout, "billing.card-declined");

        (unlock.State, unlock.CardRefusal, unlock.CheckoutUrl).ShouldBe((UnlockState.Open, "billing.card-declined", Samples.Checkout));
    }

    [Fact]
    public void An_upgrade_holds_the_other_slots_of_its_lead_and_is_told_as_what_it_is()
    {
        var lead = In(Paid);
        var upgrade = Upgrade(lead);
        upgrade.FreezePrice(Samples.Charge(list: 5000), Later);

        upgrade.MarkPaid(Later);

        (upgrade.Slot, upgrade.Slots, upgrade.Upgrades, upgrade.ListingId, upgrade.ContractorId).ShouldBe((null, 0b101, lead.Id, lead.ListingId, lead.ContractorId));
        upgrade.TakeEvents().ShouldHaveSingleItem().ShouldBe(new UpgradePaid(upgrade.Id, lead.Id, lead.ListingId, lead.ContractorId, upgrade.Charge!, Later));
    }

    [Fact]
    public void An_upgrade_is_not_upgraded_and_never_holds_its_leads_own_slot()
    {
        var lead = In(Paid);

        Should.Throw<InvalidOperationException>(() => Unlock.Upgrade(Upgrade(lead), 0b010, Samples.Order, Later, TestMarket.Hold));
        Should.Throw<InvalidOperationException>(() => Unlock.Upgrade(lead, 0b111, Samples.Order, Later, TestMarket.Hold));
    }

    [Theory]
    [InlineData("return", true, "return")]
    [InlineData(null, false, "lead-gone")]
    public void The_money_of_a_paid_upgrade_goes_the_way_of_its_leads(string? cause, bool toCredit, string upgradeCause)
    {
        var lead = In(Paid);
        var upgrade = Upgrade(lead);
        upgrade.FreezePrice(Samples.Charge(list: 5000), Later);
        upgrade.MarkPaid(Later);
        if (cause is not null) lead.BeginRefund(new RefundCause(cause), toCredit, Later);
        lead.MarkRefunded(Later);

        // Again, and nothing more.
        for (var call = 0; call < 2; call++) upgrade.FollowRefundOf(lead, Later);

        (upgrade.State, upgrade.RefundCause, upgrade.RefundToCredit, upgrade.DueAt).ShouldBe((RefundPending, new RefundCause(upgradeCause), toCredit, Later));
    }

    private static Unlock Upgrade(Unlock lead) => Unlock.Upgrade(lead, 0b101, Samples.Order, Samples.Noon, TestMarket.Hold);
}
