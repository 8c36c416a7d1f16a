using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.LeadWork;

/// <summary>What a lead cost is read with what was paid to be its only buyer: 29.00, and 50.00 to make it exclusive.</summary>
public sealed class UpgradedLeadTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task The_list_the_lead_and_the_export_carry_the_upgrade_and_its_charge()
    {
        var (me, lead) = await BoughtOne();
        var plain = await BuyAnother(me);
        var upgrade = await Upgrade(me, lead);

        var listed = (await List(me)).Items;
        var exported = (await As(me, new ExportMyLeads(me))).Value.Items;
        foreach (var leads in (IReadOnlyList<MyLead>[])[listed, exported, [(await Open(me, lead)).Lead, (await Open(me, plain)).Lead]])
        {
            leads.Count.ShouldBe(2);
            Bought(leads, lead).Upgrade.ShouldNotBeNull();
            (Bought(leads, lead).Upgrade!.Id, Bought(leads, lead).Upgrade!.State).ShouldBe((upgrade, "paid"));
            Paid(Bought(leads, lead)).ShouldBe([2900, 5000]);
            Bought(leads, plain).Upgrade.ShouldBeNull();
            Paid(Bought(leads, plain)).ShouldBe([2900]);
        }
    }

    [Fact]
    public async Task One_that_was_never_paid_costs_nothing()
    {
        var (me, lead) = await BoughtOne();
        var started = (await As(me, new StartUpgrade(me, lead, Samples.ReturnTo))).Value;

        (await Open(me, lead)).Lead.Upgrade.ShouldBeNull();
        await Cancel(me, started.Id);
        (await Open(me, lead)).Lead.Upgrade.ShouldBeNull();
        Paid((await Open(me, lead)).Lead).ShouldBe([2900]);
    }

    [Fact]
    public async Task One_whose_money_alone_went_back_is_told_but_not_counted_and_the_next_one_takes_its_place()
    {
        var (me, lead) = await BoughtOne();
        var first = await Upgrade(me, lead);
        (await GiveBack(first)).IsFailure.ShouldBeFalse();
        await HearRefunded(me, first);

        var refunded = (await Open(me, lead)).Lead;
        (refunded.Upgrade!.Id, refunded.Upgrade.State).ShouldBe((first, "refunded"));
        Paid(refunded).ShouldBe([2900]);

        Later(TimeSpan.FromMinutes(1));
        var second = await Upgrade(me, lead);
        var again = (await Open(me, lead)).Lead;
        (again.Upgrade!.Id, again.Upgrade.State).ShouldBe((second, "paid"));
        Paid(again).ShouldBe([2900, 5000]);
    }

    [Fact]
    public async Task One_that_the_bank_is_asked_about_is_told()
    {
        var (me, lead) = await BoughtOne();
        var upgrade = await Upgrade(me, lead);

        await HearDisputed(me, upgrade);

        var disputed = (await Open(me, lead)).Lead;
        (disputed.Upgrade!.State, disputed.Unlock.State).ShouldBe(("disputed", "paid"));
        Paid(disputed).ShouldBe([2900, 5000]);
    }

    // The lead's own charge stays to be read, too: the state says what became of both.
    [Fact]
    public async Task One_that_went_back_with_its_lead_stays_part_of_what_was_paid()
    {
        var (me, lead) = await BoughtOne();
        var upgrade = await Upgrade(me, lead);
        (await GiveBack(lead)).IsFailure.ShouldBeFalse();
        await HearRefunded(me, lead);
        Later(TimeSpan.FromSeconds(10));
        await Sweep();
        await HearRefunded(me, upgrade);

        var gone = (await Open(me, lead)).Lead;
        (gone.Upgrade!.State, gone.Unlock.State).ShouldBe(("refunded", "refunded"));
        Paid(gone).ShouldBe([2900, 5000]);
    }

    private async Task<UnlockId> Upgrade(ContractorId me, UnlockId lead)
    {
        var started = (await As(me, new StartUpgrade(me, lead, Samples.ReturnTo))).Value;
        (await Pay(me, started)).IsFailure.ShouldBeFalse();
        return started.Id;
    }

    private static MyLead Bought(IReadOnlyList<MyLead> leads, UnlockId unlock) => leads.Single(lead => lead.Unlock.Id == unlock);

    private static long[] Paid(MyLead lead) => [.. lead.Charges.Select(charge => charge.Subtotal.Cents)];
}
