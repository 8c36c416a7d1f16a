using LeadMarket.Billing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Money of an upgrade, or of its lead, that a bank has.</summary>
public sealed class UpgradeDisputeTests(PurchasingDatabase database) : UpgradeTest(database)
{
    [Theory]
    [InlineData(true, "paid")]
    [InlineData(false, "charged-back")]
    public async Task A_dispute_of_the_upgrade_hides_nothing_and_reopens_no_slot(bool won, string state)
    {
        var (me, listing, lead, upgrade) = await Upgraded();

        await HearDisputed(me, upgrade.Id);
        (await See(me, lead)).Value.Contact.ShouldNotBeNull();
        await HearDecided(me, upgrade.Id, won);

        (await State(upgrade.Id), await State(lead), await Slots(listing)).ShouldBe((state, "paid", 0b111));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_of_the_lead_leaves_a_paid_upgrade_as_it_is(bool won)
    {
        var (me, listing, lead, upgrade) = await Upgraded();

        await HearDisputed(me, lead);
        await SweepLater();
        await HearDecided(me, lead, won);
        await SweepLater();

        (await State(lead), await State(upgrade.Id), await Slots(listing)).ShouldBe((won ? "paid" : "charged-back", "paid", 0b111));
    }

    [Fact]
    public async Task A_disputed_upgrade_follows_its_lead_when_the_bank_has_decided()
    {
        var (me, listing, lead, upgrade) = await Upgraded();
        await HearDisputed(me, upgrade.Id);
        await GiveBack(lead, "return", toCredit: true);
        await HearRefunded(me, lead, "return");
        (await State(upgrade.Id), await Slots(listing)).ShouldBe(("disputed", 0b110));

        await HearDecided(me, upgrade.Id, won: true);

        (await State(upgrade.Id), RefundOf(upgrade.Id), Others.RefundWays[upgrade.Id.AsPurchase()]).ShouldBe(("refund-pending", "return", RefundWay.Credit));
        await HearRefunded(me, upgrade.Id, "return");
        (await Slots(listing)).ShouldBe(0);
    }
}
