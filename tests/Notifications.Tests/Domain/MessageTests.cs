using LeadMarket.Notifications.Domain;
using static LeadMarket.Notifications.Domain.SubmissionAnswer;

namespace LeadMarket.Notifications.Tests.Domain;

public sealed class MessageTests
{
    private static readonly DateTimeOffset Start = Samples.Now;

    [Fact]
    public void A_message_in_hand_is_due_again_only_when_its_lease_ends()
    {
        var message = Queued();
        message.TakeInHand(Start).ShouldBeTrue();
        (message.State, message.Attempts, message.NextAttemptAt).ShouldBe((MessageState.Submitting, 1, Start + SendingPace.Lease));
    }

    [Fact]
    public void Without_an_answer_the_waits_grow_to_an_hour()
    {
        var message = Queued();
        var at = Start;
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            message.TakeInHand(at).ShouldBeTrue();
            message.Answered(attempt, new Uncertain("500"), at);
            waits.Add(message.NextAttemptAt!.Value - at);
            at = message.NextAttemptAt.Value;
        }

        waits.Select(wait => (int)wait.TotalSeconds).ShouldBe([5, 30, 120, 600, 1800, 3600, 3600, 3600]);
    }

    [Fact]
    public void A_day_after_an_attempt_that_nobody_knows_the_end_of_a_person_decides()
    {
        var message = Queued();
        message.TakeInHand(Start).ShouldBeTrue();
        message.Answered(1, new Uncertain("timeout"), Start);
        message.TakeInHand(Start + SendingPace.SafeToRepeat - TimeSpan.FromSeconds(1)).ShouldBeTrue();
        message.TakeInHand(Start + SendingPace.SafeToRepeat).ShouldBeFalse();
        (message.State, message.Error, message.NextAttemptAt).ShouldBe((MessageState.Unknown, "timeout", null));
    }

    [Fact]
    public void A_message_that_the_vendor_surely_did_not_take_outlives_the_day()
    {
        var message = Queued();
        message.TakeInHand(Start).ShouldBeTrue();
        message.Answered(1, new Held("429 daily_quota_exceeded", TimeSpan.FromHours(1), NeedsSomeone: true), Start);
        message.TakeInHand(Start.AddDays(3)).ShouldBeTrue();
    }

    [Fact]
    public void A_sure_refusal_does_not_settle_the_doubt_about_an_earlier_attempt()
    {
        var message = Queued();
        message.TakeInHand(Start).ShouldBeTrue();
        message.Answered(1, new Uncertain("timeout"), Start);
        message.TakeInHand(Start.AddMinutes(1)).ShouldBeTrue();
        message.Answered(2, new Held("429", TimeSpan.FromSeconds(1), NeedsSomeone: false), Start.AddMinutes(1));
        message.TakeInHand(Start.AddDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_worker_that_outlived_its_lease_can_bring_good_news_but_no_other()
    {
        var message = Queued();
        message.TakeInHand(Start).ShouldBeTrue();
        message.TakeInHand(Start + SendingPace.Lease).ShouldBeTrue();

        message.Answered(1, new Refused("422"), Start);
        message.State.ShouldBe(MessageState.Submitting);

        message.Answered(1, new Accepted("re-1"), Start);
        message.Answered(2, new Refused("422"), Start);
        (message.State, message.ProviderId).ShouldBe((MessageState.Sent, "re-1"));
    }

    public static TheoryData<string> Kinds => [.. Enum.GetValues<MessageKind>().Select(kind => kind.Key())];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Words_that_must_not_stay_are_kept_until_the_vendor_has_them_and_no_longer(string key)
    {
        var kind = MessageKindKeys.FromKey(key);
        var message = Queued(kind);
        SubmissionAnswer[] notYet = [new Uncertain("timeout"), new Held("429", TimeSpan.FromSeconds(1), NeedsSomeone: false)];
        foreach (var (index, answer) in notYet.Index())
        {
            message.TakeInHand(Start.AddMinutes(index)).ShouldBeTrue();
            message.Answered(index + 1, answer, Start.AddMinutes(index));
            (message.Html, message.Text).ShouldBe(("h", "t"));   // the next attempt has to say the same, byte for byte
        }

        message.TakeInHand(Start.AddHours(1)).ShouldBeTrue();
        message.Answered(3, new Accepted("re-1"), Start.AddHours(1));
        (message.Html, message.Text).ShouldBe(kind.IsWipedOnceSettled() ? ("", "") : ("h", "t"));
        message.Subject.ShouldBe("s");
    }

    [Fact]
    public void What_opens_a_page_or_an_account_is_among_them() =>
        Enum.GetValues<MessageKind>().Where(kind => kind.IsWipedOnceSettled()).ShouldBe(
        [
            MessageKind.LeadReceived, MessageKind.RequestAlreadyOpen, MessageKind.AccessLinkReplaced, MessageKind.ConfirmEmail, MessageKind.PasswordReset,
        ], ignoreOrder: true);

    [Fact]
    public void A_key_that_was_refused_or_given_up_is_kept_no_longer_either()
    {
        var refused = Queued(MessageKind.LeadReceived);
        refused.TakeInHand(Start).ShouldBeTrue();
        refused.Answered(1, new Refused("422"), Start);

        var unknown = Queued(MessageKind.LeadReceived);
        unknown.TakeInHand(Start).ShouldBeTrue();
        unknown.TakeInHand(Start.AddDays(1)).ShouldBeFalse();

        (refused.State, refused.Text, unknown.State, unknown.Text).ShouldBe((MessageState.Failed, "", MessageState.Unknown, ""));
    }

    private static Message Queued(MessageKind kind = MessageKind.Receipt) => Message.Queue(
        kind, "u-1", about: null, new Envelope("a@example.ca", "b@example.ca", "c@example.ca"), "fr", new MessageContent("s", "h", "t"), Start);
}
