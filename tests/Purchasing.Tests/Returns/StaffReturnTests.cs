using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.LeadWork;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>What waits for people: returns that evidence does not decide, and appeals.</summary>
public sealed class StaffReturnTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Theory]
    [InlineData(true, "approved", "refund-pending")]
    [InlineData(false, "denied", "paid")]
    public async Task Staff_decide_and_the_contractor_hears_their_words(bool approve, string state, string unlockState)
    {
        var (me, unlock) = await BoughtOne();
        var review = await AskAndJudge(me, unlock);

        for (var pressed = 0; pressed < 2; pressed++) (await Decide(review.Id, approve, " Vérifié par téléphone. ")).IsFailure.ShouldBeFalse();

        var decided = (await Open(me, unlock)).Lead.Return!;
        (decided.State, decided.Verdict!.By, decided.Verdict.Note, decided.DueAt, decided.AppealUntil).ShouldBe((state, "staff", "Vérifié par téléphone.", null, null));
        (await State(unlock)).ShouldBe(unlockState);
        (await Told("purchasing.return-decided.v1")).Length.ShouldBe(2, "the review, and the decision once");
        (await Decide(review.Id, !approve, "x")).Error.Code.ShouldBe("purchasing.return-decided");
        (await As(me, new AppealReturn(me, review.Id, "x"))).Error.Code.ShouldBe("purchasing.not-appealable");
    }

    [Fact]
    public async Task Who_is_denied_is_told_why()
    {
        var (me, unlock) = await BoughtOne();
        var review = await AskAndJudge(me, unlock);

        foreach (var nothing in new[] { null, "", "  " })
            (await Decide(review.Id, false, nothing)).Error.Fields.Single().Code.ShouldBe("purchasing.return-note-missing");
        (await Decide(review.Id, true, new string('x', 501))).Error.Fields.Single().Code.ShouldBe("purchasing.text-too-long");
        (await Decide(new ReturnId(Guid.CreateVersion7()), true, null)).Error.Code.ShouldBe("purchasing.return-not-found");
        (await Decide(review.Id, true, null)).IsFailure.ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1, "review")]
    [InlineData(0, "approved")]
    public async Task Staff_have_two_days_and_then_it_is_approved(int seconds, string state)
    {
        var (me, unlock) = await BoughtOne();
        await AskAndJudge(me, unlock);

        Later(TimeSpan.FromHours(48) + TimeSpan.FromSeconds(seconds));
        await SweepReturns();

        var seen = (await Open(me, unlock)).Lead.Return!;
        seen.State.ShouldBe(state);
        if (state is "approved") (seen.Verdict!.Rule, await State(unlock)).ShouldBe(("return.promise-missed", "refund-pending"));
    }

    // The promise was theirs to keep until that second; who presses "deny" after it has lost.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_after_the_promise_finds_it_kept(bool approve)
    {
        var (me, unlock) = await BoughtOne();
        var review = await AskAndJudge(me, unlock);
        Later(TimeSpan.FromHours(48));

        var answer = await Decide(review.Id, approve, "x");

        answer.IsFailure.ShouldBe(!approve);
        await SweepReturns();
        (await Open(me, unlock)).Lead.Return!.Verdict!.By.ShouldBe("promise");
    }

    [Fact]
    public async Task Fifteen_times_staff_and_the_promise_meet_and_there_is_one_decision()
    {
        for (var round = 0; round < 15; round++)
        {
            var (me, unlock) = await BoughtOne();
            var review = await AskAndJudge(me, unlock);
            Later(TimeSpan.FromHours(48));
            Func<Task> decide = () => Decide(review.Id, round % 2 == 0, "x");
            await Task.WhenAll(Task.Run(decide), Task.Run(SweepReturns), Task.Run(SweepReturns));

            (await Database.Truth<long>("select count(*) from purchasing.return_verdicts where return_id = @id", new { id = review.Id.Value })).ShouldBe(2, $"round {round}");
            (await Open(me, unlock)).Lead.Return!.State.ShouldBe("approved");
        }
    }

    [Fact]
    public async Task Two_of_staff_decide_differently_at_once_and_one_of_them_is_refused()
    {
        for (var round = 0; round < 10; round++)
        {
            var (me, unlock) = await BoughtOne();
            var review = await AskAndJudge(me, unlock);

            var answers = await Task.WhenAll(Task.Run(() => Decide(review.Id, true, "x")), Task.Run(() => Decide(review.Id, false, "y")));

            answers.Count(answer => answer.IsFailure).ShouldBe(1);
            (await State(unlock)).ShouldBe(answers[0].IsFailure ? "paid" : "refund-pending");
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task A_denial_can_be_taken_to_staff_for_a_week(int seconds, bool allowed)
    {
        var (me, unlock) = await BoughtOne();
        var denied = await AskAndJudge(me, unlock, "no-answer");
        denied.AppealUntil.ShouldBe(Samples.Noon.AddDays(7));

        Database.Clock.Now = Samples.Noon.AddDays(7).AddSeconds(seconds);
        (await Open(me, unlock)).Lead.Return!.AppealUntil.HasValue.ShouldBe(allowed);
        var answer = await As(me, new AppealReturn(me, denied.Id, "J’ai aussi appelé de mon cellulaire."));

        answer.IsFailure.ShouldBe(!allowed);
        if (!allowed) answer.Error.Code.ShouldBe("purchasing.not-appealable");
    }

    [Fact]
    public async Task An_appeal_is_made_once_however_often_it_is_pressed_and_staff_s_word_is_the_last()
    {
        var (me, unlock) = await BoughtOne();
        var denied = await AskAndJudge(me, unlock, "no-answer");
        Later(TimeSpan.FromDays(1));

        var pressed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => As(me, new AppealReturn(me, denied.Id, " Encore. ")))));
        pressed.ShouldAllBe(answer => !answer.IsFailure);
        var appealed = (await Open(me, unlock)).Lead.Return!;
        (appealed.State, appealed.AppealText, appealed.AppealedAt, appealed.DueAt, appealed.Verdict!.Rule).ShouldBe(
            ("appealed", "Encore.", Database.Clock.Now, Database.Clock.Now.AddHours(48), "return.attempts-missing"));
        (await Told("purchasing.return-awaits-staff.v1")).ShouldHaveSingleItem().ShouldContain("\"appeal\": true");

        (await Decide(denied.Id, false, "Trois appels en une minute.")).IsFailure.ShouldBeFalse();
        (await As(me, new AppealReturn(me, denied.Id, "Non!"))).Error.Code.ShouldBe("purchasing.not-appealable");
        (await Told("purchasing.return-decided.v1"))[1].ShouldContain("\"mayAppeal\": false");
    }

    [Fact]
    public async Task An_appeal_that_staff_do_not_answer_is_approved()
    {
        var (me, unlock) = await BoughtOne();
        var denied = await AskAndJudge(me, unlock, "no-answer");
        await Done(me, new AppealReturn(me, denied.Id, "x"));

        Later(TimeSpan.FromHours(48));
        await SweepReturns();

        (await Open(me, unlock)).Lead.Return!.State.ShouldBe("approved");
    }

    [Fact]
    public async Task What_is_neither_denied_nor_theirs_cannot_be_appealed_and_an_appeal_says_something()
    {
        var (me, unlock) = await BoughtOne();
        var review = await AskAndJudge(me, unlock);

        (await As(me, new AppealReturn(me, review.Id, "x"))).Error.Code.ShouldBe("purchasing.not-appealable");
        (await As(me, new AppealReturn(me, new ReturnId(Guid.CreateVersion7()), "x"))).Error.Code.ShouldBe("purchasing.return-not-found");
        (await As(me, new AppealReturn(me, review.Id, " "))).Error.Fields.Single().Code.ShouldBe("purchasing.text-missing");
        (await As(me, new AppealReturn(me, review.Id, new string('x', 1001)))).Error.Fields.Single().Code.ShouldBe("purchasing.text-too-long");
    }

    [Fact]
    public async Task What_waits_comes_first_the_earliest_due_on_top_and_the_rest_newest_first_over_all_pages()
    {
        var (waiting, others, me) = (new List<ReturnId>(), new List<ReturnId>(), await AddContractor());
        for (var i = 0; i < 27; i++)
        {
            Later(TimeSpan.FromMinutes(1));
            var judged = await AskAndJudge(me, await BuyAnother(me), i % 3 == 0 ? "other" : "no-answer");
            (i % 3 == 0 ? waiting : others).Add(judged.Id);
        }

        // Appealed later, it is due later.
        await Done(me, new AppealReturn(me, others[0], "x"));
        waiting.Add(others[0]);
        others.RemoveAt(0);

        var (seen, cursor) = (new List<ReturnCase>(), (string?)null);
        do
        {
            var page = (await Database.Send(Actor.Staff, new ListReturns(Waiting: false, cursor))).Value;
            page.Waiting.ShouldBe(10);
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.Select(found => found.Return.Id).ShouldBe([.. waiting, .. others.AsEnumerable().Reverse()]);
        (await Database.Send(Actor.Staff, new ListReturns())).Value.Items.Select(found => found.Return.Id).ShouldBe(waiting);
        (await Database.Send(Actor.Staff, new ListReturns(Cursor: "nonsense"))).Value.Items.Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_case_shows_what_was_logged_what_it_cost_and_how_much_was_given_back()
    {
        var (me, unlock) = await BoughtOne();
        var dead = await BuyAnother(me);
        for (var call = 0; call < 2; call++) await Log(me, dead, AttemptOutcome.OutOfService);
        await AskAndJudge(me, dead, "dead-phone");
        await Log(me, unlock, AttemptOutcome.Reached);
        await Done(me, new SetLeadProgress(me, unlock, LeadProgress.Quoted, 1000));
        await AskAndJudge(me, unlock);

        var found = (await Database.Send(Actor.Staff, new ListReturns())).Value.Items.ShouldHaveSingleItem();

        (found.Contractor, found.Company, found.Price, found.Progress).ShouldBe((me, "Bornes Boréal inc.", Samples.Cad(2900), LeadProgress.Quoted));
        (found.CycleBought, found.CycleReturned, found.Item.Service, found.Return.Note).ShouldBe((2, 1, "ev-charger", "Ce n’est pas un client."));
        found.Attempts.ShouldHaveSingleItem().Outcome.ShouldBe(AttemptOutcome.Reached);
    }

    private Task<Result> Decide(ReturnId asked, bool approve, string? note) => Database.Send(Actor.Staff, new DecideReturn(asked, approve, note));
}
