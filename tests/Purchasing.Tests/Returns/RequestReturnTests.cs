using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.LeadWork;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

public sealed class RequestReturnTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    public static TheoryData<string, int, bool> Windows
    {
        get
        {
            var edges = new TheoryData<string, int, bool>();
            foreach (var reason in TestMarket.Returns.Reasons)
            {
                edges.Add(reason.Key, (int)reason.Window.TotalSeconds - 1, true);
                edges.Add(reason.Key, (int)reason.Window.TotalSeconds, false);
                edges.Add(reason.Key, (int)reason.Window.TotalSeconds + 1, false);
            }

            return edges;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task A_return_is_asked_for_within_its_reason_s_window(string reason, int seconds, bool open)
    {
        var (me, unlock) = await BoughtOne();
        Later(TimeSpan.FromSeconds(seconds));

        (await Open(me, unlock)).ReturnReasons.Single(option => option.Reason == reason).Open.ShouldBe(open);
        var answer = await Ask(me, unlock, reason);

        if (open) answer.IsFailure.ShouldBeFalse();
        else answer.Error.Code.ShouldBe("purchasing.return-too-late");
    }

    [Fact]
    public async Task Twenty_requests_at_once_are_one_return_and_all_are_answered_with_it()
    {
        var (me, unlock) = await BoughtOne();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Ask(me, unlock, "duplicate"))));

        var first = answers.Select(answer => answer.Value).Distinct().ShouldHaveSingleItem();
        (await Count("returns")).ShouldBe(1);
        (await Told("purchasing.return-requested.v1")).Length.ShouldBe(1);

        // Also when it is decided, and too late for another.
        await Judge(me, first, unlock);
        Later(TimeSpan.FromDays(40));
        (await Ask(me, unlock, "duplicate")).Value.ShouldBe(first);
    }

    [Fact]
    public async Task Two_reasons_at_once_are_one_return_and_the_other_is_refused_and_not_answered_as_if_it_was_taken()
    {
        var (me, unlock) = await BoughtOne();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => Ask(me, unlock, number % 2 == 0 ? "other" : "duplicate"))));

        answers.Where(answer => !answer.IsFailure).Select(answer => answer.Value).Distinct().ShouldHaveSingleItem();
        var refused = answers.Where(answer => answer.IsFailure).ToList();
        (refused.Count, refused.Select(answer => answer.Error.Code).Distinct().Single()).ShouldBe((10, "purchasing.return-other-reason"));
        (await Count("returns")).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_reason_is_refused_after_a_denial_too_and_the_first_can_still_be_appealed(bool later)
    {
        var (me, unlock) = await BoughtOne();
        var denied = await AskAndJudge(me, unlock, "no-answer");
        denied.State.ShouldBe("denied");
        if (later) Later(TimeSpan.FromDays(2));

        (await Ask(me, unlock, "wrong-area")).Error.Code.ShouldBe("purchasing.return-other-reason");

        (await Open(me, unlock)).Lead.Return!.Reason.ShouldBe("no-answer");
        await Done(me, new AppealReturn(me, denied.Id, "Le numéro sonne dans le vide."));
    }

    [Theory]
    [InlineData(null, "n", "purchasing.return-reason-unknown")]
    [InlineData("boredom", "n", "purchasing.return-reason-unknown")]
    [InlineData("other", null, "purchasing.return-note-missing")]
    [InlineData("other", "  ", "purchasing.return-note-missing")]
    [InlineData("wrong-service", null, "purchasing.return-note-missing")]
    [InlineData("no-answer", "a\0b", "purchasing.text-not-allowed")]
    [InlineData("no-answer", "LONG", "purchasing.text-too-long")]
    public async Task What_cannot_be_judged_is_refused_field_by_field(string? reason, string? note, string code)
    {
        var (me, unlock) = await BoughtOne();

        var refused = (await As(me, new RequestReturn(me, unlock, reason, note is "LONG" ? new string('x', 501) : note, false))).Error;

        (refused.Code, refused.Kind, refused.Fields.Single().Code).ShouldBe(("validation.failed", ErrorKind.Validation, code));
        (await Count("returns")).ShouldBe(0);
    }

    [Fact]
    public async Task A_reason_that_evidence_decides_needs_no_words()
    {
        foreach (var reason in TestMarket.Returns.Reasons.Where(reason => reason.Proof is not (ReturnProof.Staff or ReturnProof.Service)))
        {
            var (me, unlock) = await BoughtOne();
            (await Ask(me, unlock, reason.Key, note: null)).IsFailure.ShouldBeFalse(reason.Key);
        }
    }

    [Theory]
    [InlineData("refund-pending")]
    [InlineData("refunded")]
    [InlineData("disputed")]
    [InlineData("charged-back")]
    public async Task What_is_not_paid_for_any_more_cannot_be_given_back(string state)
    {
        var (me, unlock) = await BoughtOne();
        if (state is "disputed" or "charged-back") await HearDisputed(me, unlock);
        if (state is "charged-back") await HearDecided(me, unlock, won: false);
        if (state is "refund-pending" or "refunded") await GiveBack(unlock);
        if (state is "refunded") await HearRefunded(me, unlock);
        (await State(unlock)).ShouldBe(state);

        (await Ask(me, unlock)).Error.Code.ShouldBe("purchasing.not-returnable");
    }

    [Fact]
    public async Task What_was_never_bought_cannot_be_given_back()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var open = (await Start(me, listing)).Value.Id;
        (await Ask(me, open)).Error.Code.ShouldBe("purchasing.not-returnable");

        await Cancel(me, open);
        (await Ask(me, open)).Error.Code.ShouldBe("purchasing.not-returnable");
        (await Ask(await AddContractor(), open)).Error.Code.ShouldBe("purchasing.unlock-not-found");
    }

    [Fact]
    public async Task An_upgrade_is_no_lead_to_give_back()
    {
        var (me, unlock) = await BoughtOne();
        var upgrade = (await As(me, new StartUpgrade(me, unlock, Samples.ReturnTo))).Value;
        await Pay(me, upgrade);

        foreach (var nothing in new[] { upgrade.Id, new UnlockId(Guid.CreateVersion7()) })
            (await Ask(me, nothing)).Error.Code.ShouldBe("purchasing.unlock-not-found");
        (await As(me, new GetMyLead(me, upgrade.Id))).Error.Code.ShouldBe("purchasing.unlock-not-found");
    }

    // The homeowner and the buyer meet: money paid for a person who then wanted to hear of nobody is a matter for people.
    [Fact]
    public async Task A_lead_whose_homeowner_withdrew_can_still_be_given_back()
    {
        var (me, unlock) = await BoughtOne();
        await AsHomeowner(new WithdrawRequest(await LeadOf((await Open(me, unlock)).Lead.Item.ListingId)));

        var judged = await AskAndJudge(me, unlock, "wrong-area");

        (judged.State, judged.Verdict!.Rule, judged.Verdict.Facts["contact"]).ShouldBe(("review", "return.staff", "withdrawn"));
    }

    // Their next call is refused: what they could not log is not held against them.
    [Theory]
    [InlineData(1, "review", "return.staff")]
    [InlineData(2, "approved", "return.attempts-enough")]
    public async Task Nor_is_one_denied_for_want_of_calls_that_can_no_longer_be_logged(int calls, string state, string rule)
    {
        var (me, unlock) = await BoughtOne();
        for (var call = 0; call < calls; call++) await Log(me, unlock, AttemptOutcome.WrongNumber);
        await AsHomeowner(new WithdrawRequest(await LeadOf((await Open(me, unlock)).Lead.Item.ListingId)));

        var judged = await AskAndJudge(me, unlock, "dead-phone");

        (judged.State, judged.Verdict!.Rule).ShouldBe((state, rule));
    }
}
