using LeadMarket.Notifications.Domain;
using static LeadMarket.Notifications.Domain.SubmissionAnswer;

namespace LeadMarket.Notifications.Tests.Domain;

public sealed class TextMessageTests
{
    private static readonly DateTimeOffset Start = Samples.Now;

    [Fact]
    public void The_same_occasion_is_one_mail_and_one_text()
    {
        var text = Queued();
        (text.Channel, text.DedupeKey, text.Html, text.Subject).ShouldBe((Channel.Text, "text:new-lead:l-1", "", ""));
    }

    [Fact]
    public void A_text_in_doubt_is_tried_again_only_when_the_vendor_can_say_whether_it_has_it()
    {
        var text = Queued();
        text.TakeInHand(Start).ShouldBeTrue();
        text.DoubtSince.ShouldBeNull();
        text.Answered(1, new Uncertain("timeout"), Start);
        text.NextAttemptAt.ShouldBe(Start + SendingPace.UntilLookedFor);

        text.TakeInHand(Start + SendingPace.UntilLookedFor).ShouldBeTrue();
        text.DoubtSince.ShouldBe(Start);
    }

    [Fact]
    public void After_a_crash_the_next_worker_knows_that_there_is_a_doubt()
    {
        var text = Queued();
        text.TakeInHand(Start).ShouldBeTrue();
        text.TakeInHand(Start + SendingPace.Lease).ShouldBeTrue();
        text.DoubtSince.ShouldBe(Start);
    }

    [Fact]
    public void What_was_surely_not_taken_leaves_no_doubt()
    {
        var text = Queued();
        text.TakeInHand(Start).ShouldBeTrue();
        text.Answered(1, new Held("429", TimeSpan.FromSeconds(2), NeedsSomeone: false), Start);
        text.TakeInHand(Start.AddSeconds(2)).ShouldBeTrue();
        text.DoubtSince.ShouldBeNull();
    }

    [Fact]
    public void A_text_that_is_no_news_any_more_is_given_up_and_says_whether_it_may_have_gone_out()
    {
        var late = Queued();
        late.TakeInHand(Start + SendingPace.TextsAreNews).ShouldBeFalse();
        (late.State, late.Error).ShouldBe((MessageState.Failed, "too-late"));

        var doubtful = Queued();
        doubtful.TakeInHand(Start).ShouldBeTrue();
        doubtful.TakeInHand(Start + SendingPace.TextsAreNews).ShouldBeFalse();
        doubtful.State.ShouldBe(MessageState.Unknown);
    }

    [Fact]
    public void Whoever_replied_STOP_gets_no_second_try()
    {
        var text = Queued();
        text.TakeInHand(Start).ShouldBeTrue();
        text.Answered(1, new OptedOut("400 21610"), Start);
        (text.State, text.NextAttemptAt, text.Error).ShouldBe((MessageState.Failed, null, "400 21610"));
    }

    private static Message Queued() =>
        Message.QueueText(MessageKind.NewLead, "l-1", Samples.Contractor, Samples.OurNumber, "+15145550123", "fr", "Nouveau projet", Start);
}
