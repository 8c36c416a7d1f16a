using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.LeadWork;

public sealed class MyLeadTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task The_steps_of_a_lead_that_is_worked_upgraded_and_given_back_are_told_in_their_order()
    {
        var (me, unlock) = await BoughtOne();
        await Tick(() => Log(me, unlock, AttemptOutcome.WrongNumber));
        await Tick(() => Done(me, new AddLeadNote(me, unlock, Guid.NewGuid(), "n")));
        await Tick(() => Upgrade(me, unlock));
        await Tick(() => Done(me, new SetReminder(me, unlock, Database.Clock.Now.AddSeconds(30))));
        await Tick(Remind);
        var asked = default(ReturnId);
        await Tick(async () => asked = (await Ask(me, unlock, "no-answer")).Value);
        await Judge(me, asked, unlock);
        await Tick(() => Done(me, new AppealReturn(me, asked, "Deux autres appels ailleurs.")));
        await Tick(async () => (await Database.Send(Actor.Staff, new DecideReturn(asked, Approve: true, null))).IsFailure.ShouldBeFalse());
        await Tick(() => HearRefunded(me, unlock, "return"));

        var lead = await Open(me, unlock);

        lead.Steps.Select(step => (step.Kind, step.Detail)).ShouldBe(
        [
            ("bought", null), ("attempt", "wrong-number"), ("progress", "contacted"), ("upgraded", null), ("reminder", null),
            ("return-requested", "no-answer"), ("return-decided", "denied"), ("appealed", null), ("return-decided", "approved"), ("refunded", null),
        ], "the note went with the contact");
        lead.Steps.Select(step => step.At).ShouldBeInOrder();
        (lead.Notes.Count, lead.ReturnReasons.Count, lead.Lead.Unlock.State).ShouldBe((0, 0, "refunded"));
    }

    [Fact]
    public async Task A_homeowner_s_withdrawal_is_a_step_of_its_own()
    {
        var (me, unlock) = await BoughtOne();
        var listing = (await Open(me, unlock)).Lead.Item.ListingId;
        Later(TimeSpan.FromHours(1));
        await AsHomeowner(new WithdrawRequest(await LeadOf(listing)));

        (await Open(me, unlock)).Steps.ShouldBe([new LeadStep("bought", null, Samples.Noon), new LeadStep("withdrawn", null, Database.Clock.Now)]);
    }

    [Fact]
    public async Task Every_reason_says_until_when_it_stands_and_what_it_would_rest_on_now()
    {
        var (me, unlock) = await BoughtOne();
        await Log(me, unlock, AttemptOutcome.NoAnswer);
        Later(TimeSpan.FromDays(12));

        var reasons = (await Open(me, unlock)).ReturnReasons;

        reasons.Select(reason => (reason.Reason, reason.Open, reason.Rule, reason.Likely, reason.NeedsNote)).ShouldBe(
        [
            ("duplicate", false, "return.no-same-person", "denied", false), ("wrong-area", false, "return.area-same", "denied", false),
            ("wrong-service", false, "return.service-needs-staff", "review", true), ("dead-phone", true, "return.attempts-missing", "denied", false),
            ("no-answer", true, "return.attempts-missing", "denied", false), ("other", true, "return.staff", "review", true),
        ]);
        reasons.Single(reason => reason.Reason is "no-answer").Facts.ShouldBe(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["attempts"] = "1", ["days"] = "1", ["needed"] = "3", ["neededDays"] = "2" }, ignoreOrder: true);
        reasons[0].Until.ShouldBe(Samples.Noon.AddDays(10));

        // Once one is asked for there is nothing left to choose.
        await Ask(me, unlock, "no-answer");
        (await Open(me, unlock)).ReturnReasons.ShouldBeEmpty();
    }

    private async Task Tick(Func<Task> act)
    {
        Later(TimeSpan.FromMinutes(1));
        await act();
    }

    private async Task Upgrade(ContractorId me, UnlockId unlock)
    {
        var started = (await As(me, new StartUpgrade(me, unlock, Samples.ReturnTo))).Value;
        (await Pay(me, started)).IsFailure.ShouldBeFalse();
    }
}
