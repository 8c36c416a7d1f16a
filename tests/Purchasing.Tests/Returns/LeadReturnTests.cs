using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>One return from the request to its end, by the clock.</summary>
public sealed class LeadReturnTests
{
    private static readonly DateTimeOffset Asked = Samples.Noon;
    private static readonly IReadOnlyDictionary<string, string> NoFacts = new Dictionary<string, string>(StringComparer.Ordinal);

    [Theory]
    [InlineData("Approved", "Approved", false, null)]
    [InlineData("Denied", "Denied", true, null)]
    [InlineData("Review", "Review", false, 48)]
    public void A_verdict_is_kept_once_and_told(string outcome, string state, bool mayAppeal, int? staffHours)
    {
        var asked = Ask();

        var verdict = Judge(asked, outcome, 1).ShouldNotBeNull();

        (asked.State.ToString(), asked.Verdicts, verdict.Number, verdict.By).ShouldBe((state, 1, 1, "system"));
        asked.AppealUntil.ShouldBe(mayAppeal ? Asked.AddSeconds(1).AddDays(7) : null);
        asked.DueAt.ShouldBe(staffHours is { } hours ? Asked.AddSeconds(1).AddHours(hours) : null);
        asked.TakeEvents().ShouldHaveSingleItem().ShouldBe(new ReturnJudged(asked.UnlockId, asked, verdict));

        Judge(asked, "Approved", 2).ShouldBeNull("judged already");
        asked.TakeEvents().ShouldBeEmpty();
    }

    // In the sixtieth second nobody has judged it, and from then on nobody may but the promise.
    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    [InlineData(61, false)]
    public void The_machine_has_sixty_seconds(int seconds, bool inTime)
    {
        var (judged, promised) = (Ask(), Ask());

        (Judge(judged, "Denied", seconds) is not null).ShouldBe(inTime);
        var missed = promised.KeepPromise(Asked.AddSeconds(seconds));

        (missed is null).ShouldBe(inTime);
        if (missed is null) return;
        (missed.Outcome, missed.Rule, missed.By, promised.State, promised.DueAt).ShouldBe((ReturnOutcome.Approved, "return.promise-missed", "promise", ReturnState.Approved, null));
        promised.SettleAt.ShouldNotBeNull();
        promised.KeepPromise(Asked.AddDays(9)).ShouldBeNull("once");
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Staff_have_forty_eight_hours_and_so_have_they_for_an_appeal(int seconds, bool missed)
    {
        var review = Ask();
        Judge(review, "Review", 0);
        var appealed = Denied();
        appealed.Appeal("Non.", Asked.AddDays(1), TestMarket.Returns.StaffPromise).IsFailure.ShouldBeFalse();

        (review.KeepPromise(Asked.AddHours(48).AddSeconds(seconds)) is not null).ShouldBe(missed);
        (appealed.KeepPromise(Asked.AddDays(1).AddHours(48).AddSeconds(seconds)) is not null).ShouldBe(missed);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_denial_can_be_taken_to_staff_for_seven_days(int seconds, bool allowed)
    {
        var denied = Denied();

        var answer = denied.Appeal("Ils ont raccroché.", Asked.AddDays(7).AddSeconds(seconds), TestMarket.Returns.StaffPromise);

        answer.IsFailure.ShouldBe(!allowed);
        if (allowed) (denied.State, denied.AppealText, denied.AppealUntil).ShouldBe((ReturnState.Appealed, "Ils ont raccroché.", null));
        else answer.Error.Code.ShouldBe("purchasing.not-appealable");
    }

    [Fact]
    public void An_appeal_is_made_once_and_staff_have_the_last_word()
    {
        var denied = Denied();
        denied.TakeEvents();

        for (var pressed = 0; pressed < 2; pressed++) denied.Appeal("x", Asked.AddDays(1), TestMarket.Returns.StaffPromise).IsFailure.ShouldBeFalse();
        denied.TakeEvents().ShouldHaveSingleItem().ShouldBe(new ReturnAppealed(denied.UnlockId, denied, Asked.AddDays(1)));

        var verdict = denied.Decide(approve: false, "Trois appels, tous répondus.", Asked.AddDays(2)).Value.ShouldNotBeNull();
        (verdict.Number, verdict.By, verdict.Rule, denied.State, denied.StaffNote, denied.AppealUntil).ShouldBe(
            (2, "staff", "return.staff", ReturnState.Denied, "Trois appels, tous répondus.", null));
        denied.Appeal("y", Asked.AddDays(2), TestMarket.Returns.StaffPromise).Error.Code.ShouldBe("purchasing.not-appealable");

        denied.Decide(approve: false, "Encore.", Asked.AddDays(3)).Value.ShouldBeNull("the same again changes nothing");
        denied.StaffNote.ShouldBe("Trois appels, tous répondus.");
        denied.Decide(approve: true, null, Asked.AddDays(3)).Error.Code.ShouldBe("purchasing.return-decided");
    }

    [Fact]
    public void Staff_decide_what_waits_for_them_and_nothing_else()
    {
        Ask().Decide(approve: true, null, Asked).Error.Code.ShouldBe("purchasing.return-decided", "it is the machine's for a minute");
        Denied().Decide(approve: true, null, Asked).Error.Code.ShouldBe("purchasing.return-decided", "nobody has appealed");
        Denied().Decide(approve: false, "x", Asked).Error.Code.ShouldBe("purchasing.return-decided");

        var review = Ask();
        Judge(review, "Review", 0);
        review.Decide(approve: true, null, Asked.AddHours(1)).Value!.Outcome.ShouldBe(ReturnOutcome.Approved);
        review.SettleAt.ShouldBe(Asked.AddHours(1));
    }

    [Fact]
    public void The_money_is_looked_after_less_and_less_often_until_it_is_back()
    {
        var unlock = Paid();
        var asked = Approved(unlock);

        asked.Settle(unlock, Asked).ShouldBe(ReturnSettlement.Refund);
        (unlock.State, unlock.RefundCause, unlock.RefundToCredit).ShouldBe((UnlockState.RefundPending, new RefundCause("return"), true));

        var waits = new List<double>();
        for (var at = asked.SettleAt!.Value; waits.Count < 9; at = asked.SettleAt!.Value)
        {
            asked.Settle(unlock, at);
            waits.Add((asked.SettleAt!.Value - at).TotalMinutes);
        }

        waits.ShouldBe([2, 4, 8, 16, 32, 60, 60, 60, 60]);
        unlock.MarkRefunded(Asked.AddDays(1));
        asked.Settle(unlock, Asked.AddDays(1)).ShouldBe(ReturnSettlement.Nothing);
        asked.SettleAt.ShouldBeNull();
    }

    [Fact]
    public void While_the_bank_has_the_money_the_refund_waits_and_begins_when_it_is_won()
    {
        var unlock = Paid();
        var asked = Approved(unlock);
        unlock.Freeze("du_1");

        asked.Settle(unlock, Asked).ShouldBe(ReturnSettlement.Nothing);
        (unlock.State, asked.SettleAt).ShouldBe((UnlockState.Disputed, Asked.AddMinutes(1)));

        unlock.CloseDispute("du_1", won: true);
        asked.Settle(unlock, Asked.AddDays(20)).ShouldBe(ReturnSettlement.Refund);
    }

    [Fact]
    public void Money_that_the_bank_gave_back_is_not_sent_again()
    {
        var unlock = Paid();
        var asked = Approved(unlock);
        unlock.Freeze("du_1");
        unlock.CloseDispute("du_1", won: false);

        asked.Settle(unlock, Asked).ShouldBe(ReturnSettlement.Nothing);
        (unlock.State, asked.SettleAt).ShouldBe((UnlockState.ChargedBack, null));
    }

    [Fact]
    public void A_refund_that_staff_had_begun_is_left_to_go_on()
    {
        var unlock = Paid();
        var asked = Approved(unlock);
        unlock.BeginRefund(new RefundCause("goodwill"), toCredit: false, Asked);

        asked.Settle(unlock, Asked).ShouldBe(ReturnSettlement.Nothing);
        (unlock.RefundCause!.Word, unlock.RefundToCredit).ShouldBe(("goodwill", false));
    }

    private static LeadReturn Ask(Unlock? unlock = null) => LeadReturn.Ask(unlock ?? Paid(), "other", "n", toCredit: true, Asked, TestMarket.Returns.Promise);

    private static LeadReturn Denied()
    {
        var asked = Ask();
        Judge(asked, "Denied", 0);
        return asked;
    }

    private static LeadReturn Approved(Unlock unlock)
    {
        var asked = Ask(unlock);
        Judge(asked, "Approved", 0);
        return asked;
    }

    private static KeptVerdict? Judge(LeadReturn asked, string outcome, int seconds) =>
        asked.Judge(new Verdict(Enum.Parse<ReturnOutcome>(outcome), "return.staff", NoFacts), TestMarket.Returns, Asked.AddSeconds(seconds));

    private static Unlock Paid()
    {
        var unlock = Unlock.Reserve(Samples.Listing().Id, Samples.Contractor(), 1, Samples.Order, Samples.Noon.AddDays(-1), TestMarket.Hold);
        unlock.FreezePrice(Samples.Charge(), Samples.Noon.AddDays(-1));
        unlock.MarkPaid(Samples.Noon.AddDays(-1));
        unlock.TakeEvents();
        return unlock;
    }
}
