using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Application;
using LeadMarket.Purchasing.Tests.LeadWork;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>The money of an approved return, and what becomes of the lead.</summary>
public sealed class ReturnMoneyTests(PurchasingDatabase database) : LeadWorkTest(database)
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
    public async Task While_Stripe_does_not_answer_the_sweep_has_the_money_sent_later()
    {
        var (me, unlock) = await BoughtOne();
        var approved = await Approve(me, unlock);
        Others.StripeAnswers = false;
        (await HearApproved(approved.Id)).Error.Code.ShouldBe("billing.stripe-unavailable");

        Others.StripeAnswers = true;
        Later(TimeSpan.FromMinutes(3));
        await SweepReturns();

        RefundOf(unlock).ShouldBe("return");
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
    public async Task What_a_coupon_paid_in_full_has_no_money_to_send_and_its_slot_reopens_at_once()
    {
        var (me, listing) = (await AddContractor(), await AddListing(capacity: 1));
        var free = (await Start(me, listing, OtherModules.FreeCode)).Value;
        await Pay(me, free);
        await Call(me, free.Id);
        var asked = (await Ask(me, free.Id, "dead-phone")).Value;
        (await Judge(me, asked, free.Id)).State.ShouldBe("approved");

        for (var heard = 0; heard < 3; heard++) (await HearApproved(asked)).IsFailure.ShouldBeFalse();

        (await State(free.Id), await Slots(listing), RefundOf(free.Id), await CopyIsKept(free.Id)).ShouldBe(("refunded", 0, null, false));
        Others.Sales[await LeadOf(listing)].ShouldBe((0, 1));
        (await Board(me)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_coupon_paid_in_full_hides_the_contact_with_the_verdict_and_sends_its_upgrades_money_the_way_that_was_chosen()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var free = (await Start(me, listing, OtherModules.FreeCode)).Value;
        await Pay(me, free);
        var upgrade = (await As(me, new StartUpgrade(me, free.Id, Samples.ReturnTo))).Value;
        await Pay(me, upgrade);
        await Approve(me, free.Id, toCredit: true);

        var hidden = (await Open(me, free.Id)).Lead.Unlock;
        (hidden.State, hidden.Contact).ShouldBe(("refund-pending", null), "before its event");

        // The event is lost: whoever looks first ends it, and Billing, which has nothing to send, does not call it off.
        Others.RefundsRefused = "billing.nothing-to-refund";
        Later(TimeSpan.FromSeconds(10));
        await Sweep();
        (await State(free.Id), await CopyIsKept(free.Id)).ShouldBe(("refunded", false));
        Others.RefundsRefused = null;
        await Sweep();

        (RefundOf(upgrade.Id), Others.RefundWays[upgrade.Id.AsPurchase()]).ShouldBe(("return", RefundWay.Credit));
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_a_sweep_asks_once()
    {
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var (me, unlock) = await BoughtOne();
            await Approve(me, unlock);
        }

        Others.StripeAnswers = false;
        Later(TimeSpan.FromMinutes(2));
        await SweepReturns();

        (await Database.Truth<long>("select count(*) from purchasing.returns where settle_tries > 1")).ShouldBe(1);
        Others.StripeAnswers = true;
        Later(TimeSpan.FromMinutes(4));
        await SweepReturns();
        Others.Refunds.Count.ShouldBe(3);
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

    private async Task<ReturnView> Approve(ContractorId me, UnlockId unlock, bool toCredit = false)
    {
        await Call(me, unlock);
        var approved = await AskAndJudge(me, unlock, "dead-phone", toCredit);
        approved.State.ShouldBe("approved");
        return approved;
    }

    private async Task Call(ContractorId me, UnlockId unlock)
    {
        for (var call = 0; call < 2; call++) await Log(me, unlock, AttemptOutcome.WrongNumber);
    }

    private async Task<IEnumerable<ListingId>> Board(ContractorId contractor) =>
        (await As(contractor, new BrowseBoard(contractor))).Value.Items.Select(item => item.ListingId);
}
