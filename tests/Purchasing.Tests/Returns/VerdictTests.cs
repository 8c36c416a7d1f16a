using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.LeadWork;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>Verdicts from what is really stored.</summary>
public sealed class VerdictTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Theory]
    [InlineData("phone", "approved")]
    [InlineData("email", "approved")]
    [InlineData("nothing", "denied")]
    [InlineData("other-service", "denied")]
    [InlineData("other-contractor", "denied")]
    [InlineData("withdrawn", "denied")]
    [InlineData("later", "denied")]
    public async Task The_same_person_is_known_by_phone_or_mail_within_one_service_and_one_contractor(string shared, string outcome)
    {
        var (me, earlier) = await BoughtOne(shared is "other-service" ? "heat-pump" : "ev-charger");
        if (shared is "other-contractor") earlier = (await BoughtOne()).Unlock;
        Later(TimeSpan.FromDays(1));
        var unlock = await BuyAnother(me);
        await BePerson(earlier, "Meme@example.com", shared is "email" ? "+14185550001" : "+14185550100");
        await BePerson(unlock, shared is "email" ? "meme@EXAMPLE.com" : "autre@example.com", shared is "nothing" ? "+14185550199" : "+14185550100");
        if (shared is "withdrawn") await AsHomeowner(new WithdrawRequest(await LeadOf((await Open(me, earlier)).Lead.Item.ListingId)));
        if (shared is "later") unlock = earlier;

        var expected = (await Open(me, unlock)).ReturnReasons.Single(reason => reason.Reason is "duplicate");
        var judged = await AskAndJudge(me, unlock, "duplicate");

        (expected.Likely, judged.State).ShouldBe((outcome, outcome));
        judged.Verdict!.Rule.ShouldBe(expected.Rule);
        if (outcome is "approved") judged.Verdict.Facts["earlier"].ShouldBe("2026-11-21");
    }

    // Whoever asks for another quote months later is a new client, and their lead is worth its price.
    [Theory]
    [InlineData((30 * 86_400) - 1, "approved", "return.same-person")]
    [InlineData(30 * 86_400, "review", "return.same-person-other")]
    [InlineData(200 * 86_400, "review", "return.same-person-other")]
    public async Task The_same_person_is_a_duplicate_only_within_the_window_in_which_intake_takes_them_for_one(int seconds, string state, string rule)
    {
        var (me, earlier) = await BoughtOne();
        Later(TimeSpan.FromSeconds(seconds));
        var unlock = await BuyAnother(me);
        foreach (var bought in new[] { earlier, unlock }) await BePerson(bought, "meme@example.com", "+14185550100");

        (await Open(me, unlock)).ReturnReasons.Single(reason => reason.Reason is "duplicate").Rule.ShouldBe(rule);
        var judged = await AskAndJudge(me, unlock, "duplicate");

        (judged.State, judged.Verdict!.Rule, judged.Verdict.Facts["earlier"]).ShouldBe((state, rule, "2026-11-21"));
        if (state is "review") (judged.Verdict.Facts["apart"], judged.Verdict.Facts["window"]).ShouldBe(($"{seconds / 86_400}", "30"));
    }

    [Fact]
    public async Task Of_several_requests_of_a_person_the_nearest_decides_also_one_that_was_listed_after()
    {
        var (me, old) = await BoughtOne();
        Later(TimeSpan.FromDays(60));
        var waiting = await AddListing("ev-charger", listedAt: Database.Clock.Now);
        Later(TimeSpan.FromDays(3));
        var near = await BuyAnother(me);
        Later(TimeSpan.FromDays(1));
        var unlock = (await Buy(me, waiting)).Id;
        foreach (var bought in new[] { old, near, unlock }) await BePerson(bought, "meme@example.com", "+14185550100");

        (await AskAndJudge(me, unlock, "duplicate")).Verdict!.Facts["earlier"].ShouldBe("2027-01-23");
    }

    [Theory]
    [InlineData("H2X 1Y4", "denied")]
    [InlineData("h2x1y4", "denied")]
    [InlineData("H3A 1Y4", "approved")]
    public async Task The_postal_code_that_was_received_lies_in_the_area_that_was_listed(string received, string outcome)
    {
        var (me, unlock) = await BoughtOne();
        await BePerson(unlock, "p@example.com", "+14185550100", postalCode: received);

        var judged = await AskAndJudge(me, unlock, "wrong-area");

        (judged.State, judged.Verdict!.Facts["received"]).ShouldBe((outcome, received[..3].ToUpperInvariant()));
    }

    [Fact]
    public async Task A_service_is_judged_by_what_the_contractor_wanted_when_they_bought_and_not_by_what_they_say_they_want_today()
    {
        var (me, unlock) = await BoughtOne();
        await Database.Truth<object>("update purchasing.contractors set services = '{heat-pump}' where id = @id", new { id = me.Value });
        (await AskAndJudge(me, unlock, "wrong-service")).Verdict!.Rule.ShouldBe("return.service-needs-staff");

        var other = await BoughtOne();
        await Database.Truth<object>("update purchasing.unlocks set services_then = '{heat-pump}' where id = @id", new { id = other.Unlock.Value });
        var judged = await As(other.Me, new RequestReturn(other.Me, other.Unlock, "wrong-service", null, false));
        (await Judge(other.Me, judged.Value, other.Unlock)).State.ShouldBe("approved");
    }

    [Fact]
    public async Task Nothing_that_is_logged_or_said_after_the_request_changes_its_verdict()
    {
        var (me, enough) = await BoughtOne();
        var missing = await BuyAnother(me);
        foreach (var unlock in new[] { enough, missing }) await Log(me, unlock, AttemptOutcome.WrongNumber);
        await Log(me, enough, AttemptOutcome.OutOfService);
        var (askedEnough, askedMissing) = (await Ask(me, enough, "dead-phone"), await Ask(me, missing, "dead-phone"));

        Later(TimeSpan.FromSeconds(1));
        await Log(me, enough, AttemptOutcome.Reached);
        await Done(me, new SetLeadProgress(me, enough, LeadProgress.Won));
        await Log(me, missing, AttemptOutcome.WrongNumber);

        (await Judge(me, askedEnough.Value, enough)).State.ShouldBe("approved");
        (await Judge(me, askedMissing.Value, missing)).State.ShouldBe("denied");
    }

    [Fact]
    public async Task What_was_said_and_corrected_before_the_request_counts_as_corrected_and_what_was_logged_stays()
    {
        var (me, corrected) = await BoughtOne();
        var reached = await BuyAnother(me);
        foreach (var unlock in new[] { corrected, reached })
        {
            for (var call = 0; call < 2; call++) await Log(me, unlock, AttemptOutcome.WrongNumber);
        }

        await Done(me, new SetLeadProgress(me, corrected, LeadProgress.Won));
        Later(TimeSpan.FromSeconds(1));
        await Done(me, new SetLeadProgress(me, corrected, LeadProgress.Contacted));
        await Log(me, reached, AttemptOutcome.Reached, AttemptWay.Email);

        (await AskAndJudge(me, corrected, "dead-phone")).State.ShouldBe("approved");
        (await AskAndJudge(me, reached, "dead-phone")).Verdict!.Rule.ShouldBe("return.was-reached");
    }

    [Theory]
    [InlineData(59, "denied", "system")]
    [InlineData(60, "approved", "promise")]
    [InlineData(3600, "approved", "promise")]
    public async Task A_judge_who_is_held_back_past_the_promise_finds_it_approved(int seconds, string state, string by)
    {
        var (me, unlock) = await BoughtOne();
        var asked = (await Ask(me, unlock, "no-answer")).Value;

        Later(TimeSpan.FromSeconds(seconds));
        var judged = await Judge(me, asked, unlock);

        (judged.State, judged.Verdict!.By, judged.DueAt).ShouldBe((state, by, null));
        (await Told("purchasing.return-decided.v1")).Length.ShouldBe(1);
        await SweepReturns();
        (await Told("purchasing.return-decided.v1")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_whose_event_is_held_up_is_judged_by_the_sweep_within_the_promise()
    {
        var (me, unlock) = await BoughtOne();
        await Ask(me, unlock, "no-answer");
        await SweepReturns();
        (await Open(me, unlock)).Lead.Return!.State.ShouldBe("requested");

        Later(TimeSpan.FromSeconds(15));
        await SweepReturns();

        var judged = (await Open(me, unlock)).Lead.Return!;
        (judged.State, judged.Verdict!.By, judged.Verdict.Rule).ShouldBe(("denied", "system", "return.attempts-missing"));
    }

    [Fact]
    public async Task A_request_that_cannot_be_judged_keeps_no_other_waiting_for_its_verdict_or_its_money()
    {
        var (me, owed) = await BoughtOne();
        await BePerson(owed, "p@example.com", "+14185550100", postalCode: "H3A 1Y4");
        (await AskAndJudge(me, owed, "wrong-area")).State.ShouldBe("approved");
        RefundOf(owed).ShouldBeNull("the event of its approval is held up");
        // Its money is looked after a minute after the verdict: in the sweep that finds the others.
        Later(TimeSpan.FromSeconds(45));
        var broken = await BuyAnother(me);
        await Ask(me, broken, "no-answer");
        var judged = await BuyAnother(me);
        await Ask(me, judged, "no-answer");
        await Database.Truth<object>("delete from purchasing.contacts where unlock_id = @id", new { id = broken.Value });
        Later(TimeSpan.FromSeconds(15));

        (await Should.ThrowAsync<AggregateException>(SweepReturns)).InnerExceptions.ShouldHaveSingleItem();

        (await Database.Truth<string>("select state from purchasing.returns where unlock_id = @id", new { id = judged.Value })).ShouldBe("denied");
        RefundOf(owed).ShouldBe("return");
    }

    [Fact]
    public async Task A_verdict_is_told_with_what_a_mail_needs_and_nothing_of_the_homeowner()
    {
        var (me, unlock) = await BoughtOne();

        await AskAndJudge(me, unlock, "no-answer", toCredit: true);
        Later(TimeSpan.FromSeconds(1));
        await AskAndJudge(me, await BuyAnother(me));

        var told = await Told("purchasing.return-decided.v1");
        foreach (var needed in new[] { "\"denied\"", "no-answer", "Bornes Boréal inc.", "dominique@example.com", "514 555-0199", "ev-charger", "Plateau Mont-Royal", "\"system\"", "\"mayAppeal\": true", "\"toCredit\": true" })
            told[0].ShouldContain(needed);
        foreach (var secret in new[] { "Hélène", "personne-", "+1418", "Ce n’est pas" }) string.Concat(told).ShouldNotContain(secret);
        (told[1].Contains("\"review\"", StringComparison.Ordinal), told[1].Contains("\"mayAppeal\": false", StringComparison.Ordinal)).ShouldBe((true, true));
        (await Told("purchasing.return-awaits-staff.v1")).ShouldHaveSingleItem().ShouldContain("\"appeal\": false");
    }

    // Asked for at the same moment, none of several would count the others.
    [Fact]
    public async Task Eight_returns_at_once_are_no_way_around_the_limit()
    {
        var me = await AddContractor();
        var asked = new List<(ReturnId Return, UnlockId Unlock)>();
        for (var i = 0; i < 8; i++)
        {
            var unlock = await BuyAnother(me);
            await Log(me, unlock, AttemptOutcome.WrongNumber);
            await Log(me, unlock, AttemptOutcome.WrongNumber);
            asked.Add(((await Ask(me, unlock, "dead-phone")).Value, unlock));
        }

        await Task.WhenAll(asked.Select(one => Task.Run(() => Judge(me, one.Return, one.Unlock))));

        var states = (await List(me)).Items.CountBy(lead => lead.Return!.State).ToDictionary();
        states.ShouldBe(new Dictionary<string, int>(StringComparer.Ordinal) { ["approved"] = 3, ["review"] = 5 }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_cycle_ends_and_the_machine_approves_again()
    {
        var me = await AddContractor();
        for (var i = 0; i < 3; i++) (await Dead(me)).State.ShouldBe("approved");
        (await Dead(me)).Verdict!.Rule.ShouldBe("return.over-limit");

        Later(TimeSpan.FromDays(30));
        (await Dead(me)).State.ShouldBe("approved");

        async Task<ReturnView> Dead(ContractorId contractor)
        {
            var unlock = await BuyAnother(contractor);
            await Log(contractor, unlock, AttemptOutcome.WrongNumber);
            await Log(contractor, unlock, AttemptOutcome.WrongNumber);
            return await AskAndJudge(contractor, unlock, "dead-phone");
        }
    }

    [Fact]
    public async Task Judged_ten_times_at_once_a_return_has_one_verdict()
    {
        var (me, unlock) = await BoughtOne();
        var asked = (await Ask(me, unlock, "duplicate")).Value;

        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Task.Run(() => number % 2 == 0 ? Judge(me, asked, unlock) : SweepReturns())));

        (await Count("return_verdicts")).ShouldBe(1);
        (await Told("purchasing.return-decided.v1")).Length.ShouldBe(1);
    }
}
