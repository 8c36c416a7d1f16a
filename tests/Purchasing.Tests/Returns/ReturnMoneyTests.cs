using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>The money of an approved return, and what becomes of the lead.</summary>
public sealed class ReturnMoneyTests(PurchasingDatabase database) : ApprovedReturnTest(database)
{
    [Theory]
    [InlineData(true, RefundWay.Credit)]
    [InlineData(false, RefundWay.Card)]
    public async Task The_money_goes_where_the_contractor_wants_it_and_the_contact_is_hidden_with_the_verdict(bool toCredit, RefundWay way)
    {
        var (me, unlock) = await BoughtOne(capacity: 1);
        var listing = (await Open(me, unlock)).Lead.Item.ListingId;
        var approved = await Approve(me, unlock, toCredit);

        var hidden = (await Open(me, unlock)).Lead.Unlock;
        (hidden.State, hidden.Contact, RefundOf(unlock), await Slots(listing)).ShouldBe(("refund-pending", null, null, 0b1), "before Billing was asked");

        for (var heard = 0; heard < 3; heard++) (await HearApproved(approved.Id)).IsFailure.ShouldBeFalse();
        (RefundOf(unlock), Others.RefundWays[unlock.AsPurchase()], await Slots(listing)).ShouldBe(("return", way, 0b1), "the slot waits for the money");

        for (var heard = 0; heard < 3; heard++) (await HearRefunded(me, unlock, "return")).IsFailure.ShouldBeFalse();
        (await State(unlock), await Slots(listing), await CopyIsKept(unlock)).ShouldBe(("refunded", 0, false));
        Others.Sales[await LeadOf(listing)].ShouldBe((0, 1));

        Later(TimeSpan.FromHours(1));
        await SweepReturns();
        (await Database.Truth<bool>("select settle_at is null from purchasing.returns")).ShouldBeTrue("nothing is left to look after");
    }

    [Fact]
    public async Task The_slot_reopens_once_for_everybody_but_the_one_who_gave_it_back()
    {
        var (me, unlock) = await BoughtOne(capacity: 1);
        var listing = (await Open(me, unlock)).Lead.Item.ListingId;
        var rival = await AddContractor();
        (await Board(rival)).ShouldBeEmpty("it is sold");
        var approved = await Approve(me, unlock);
        await HearApproved(approved.Id);
        await HearRefunded(me, unlock, "return");

        (await Board(me)).ShouldBeEmpty();
        (await Start(me, listing)).Error.Code.ShouldBe("purchasing.already-unlocked");
        (await Board(rival)).ShouldBe([listing]);

        await Buy(rival, listing);
        // Whatever is told again takes nothing from its next buyer.
        await HearApproved(approved.Id);
        await HearRefunded(me, unlock, "return");
        Later(TimeSpan.FromMinutes(2));
        await SweepReturns();
        (await Slots(listing)).ShouldBe(0b1);
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
    }

    [Fact]
    public async Task An_exclusive_lead_that_was_given_back_is_sold_to_one_again()
    {
        var (me, unlock) = await BoughtOne("solar-panels", capacity: 1);
        var listing = (await Open(me, unlock)).Lead.Item.ListingId;
        await HearApproved((await Approve(me, unlock)).Id);
        await HearRefunded(me, unlock, "return");

        await Buy(await AddContractor(services: ["solar-panels"]), listing);
        (await Start(await AddContractor(services: ["solar-panels"]), listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
    }

    [Fact]
    public async Task The_upgrade_of_a_lead_that_is_given_back_goes_back_with_it()
    {
        var (me, unlock) = await BoughtOne();
        var listing = (await Open(me, unlock)).Lead.Item.ListingId;
        var upgrade = (await As(me, new StartUpgrade(me, unlock, Samples.ReturnTo))).Value;
        await Pay(me, upgrade);
        (await Slots(listing)).ShouldBe(0b111);

        await HearApproved((await Approve(me, unlock, toCredit: true)).Id);
        await HearRefunded(me, unlock, "return");
        await Sweep();
        await HearRefunded(me, upgrade.Id, "return");

        (await State(upgrade.Id), RefundOf(upgrade.Id), Others.RefundWays[upgrade.Id.AsPurchase()], await Slots(listing)).ShouldBe(("refunded", "return", RefundWay.Credit, 0));
    }

    [Fact]
    public async Task An_approval_whose_event_is_lost_is_paid_back_by_the_sweep()
    {
        var (me, unlock) = await BoughtOne();
        await Approve(me, unlock);

        Later(TimeSpan.FromMinutes(1));
        await SweepReturns();

        RefundOf(unlock).ShouldBe("return");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_that_arrives_before_the_verdict_keeps_the_money_with_the_bank_until_it_decides(bool won)
    {
        var (me, unlock) = await BoughtOne();
        await Call(me, unlock);
        var asked = (await Ask(me, unlock, "dead-phone")).Value;
        await HearDisputed(me, unlock);

        (await Judge(me, asked, unlock)).State.ShouldBe("approved");
        await HearApproved(asked);
        (await State(unlock), RefundOf(unlock)).ShouldBe(("disputed", null));

        await HearDecided(me, unlock, won);
        Later(TimeSpan.FromHours(1));
        await SweepReturns();

        (await State(unlock), RefundOf(unlock)).ShouldBe(won ? ("refund-pending", "return") : ("charged-back", null));
        if (!won) (await Database.Truth<bool>("select settle_at is null from purchasing.returns")).ShouldBeTrue("the bank gave it back");
    }

    [Fact]
    public async Task A_refund_that_staff_began_before_the_verdict_stays_the_only_one()
    {
        var (me, unlock) = await BoughtOne();
        await Call(me, unlock);
        var asked = (await Ask(me, unlock, "dead-phone")).Value;
        await GiveBack(unlock);

        (await Judge(me, asked, unlock)).State.ShouldBe("approved");
        await HearApproved(asked);
        await HearRefunded(me, unlock);
        Later(TimeSpan.FromHours(1));
        await SweepReturns();

        (RefundOf(unlock), await State(unlock)).ShouldBe(("goodwill", "refunded"));
    }

    [Fact]
    public async Task Ten_times_staff_refund_and_the_verdict_meet_and_the_money_goes_back_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var (me, unlock) = await BoughtOne();
            await Call(me, unlock);
            var asked = (await Ask(me, unlock, "dead-phone")).Value;
            // Beyond the limit a person decides: staff do so by refunding, too.
            await Database.Truth<object>("update purchasing.returns set decided_at = decided_at - interval '60 days' where decided_at is not null");

            await Task.WhenAll(Task.Run(() => Judge(me, asked, unlock)), Task.Run(() => GiveBack(unlock)), Task.Run(() => HearApproved(asked)), Task.Run(SweepReturns));
            await HearApproved(asked);

            RefundOf(unlock)!.ShouldNotContain("+", Case.Insensitive, $"round {round}");
            await HearRefunded(me, unlock, RefundOf(unlock)!);
            (await State(unlock)).ShouldBe("refunded");
        }
    }

    [Fact]
    public async Task A_denied_return_leaves_the_contact_and_the_money_where_they_are()
    {
        var (me, unlock) = await BoughtOne();
        var denied = await AskAndJudge(me, unlock, "no-answer");

        (await React<Purchasing.Application.Reactions.SendMoneyBackWhenReturnApproved, ReturnDecided>(new(
            denied.Id, unlock, me, "", "", "", "fr", "", "", "denied", "no-answer", false, "system", true, Database.Clock.Now))).IsFailure.ShouldBeFalse();

        var seen = (await Open(me, unlock)).Lead.Unlock;
        (seen.State, seen.Contact is null, RefundOf(unlock)).ShouldBe(("paid", false, null));
    }
}
