using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Domain;

/// <summary>One line of the send log: a message exactly as the person gets it, and what became of it.</summary>
/// <remarks>Everything the vendor is told is frozen at birth. It refuses a key that comes back with other content, and a
/// reworded template must not change what was said to someone yesterday.</remarks>
internal sealed class Message : Aggregate
{
    private const int LongestError = 500;

    private Message()
    {
    }

    public MessageId Id { get; private set; }

    /// <summary>Unique: the same occasion never makes two messages.</summary>
    public string DedupeKey { get; private set; } = "";

    public MessageKind Kind { get; private set; }

    public Channel Channel { get; private set; }

    /// <summary>The contractor who chose to be told; null where nothing was to be chosen.</summary>
    public ContractorId? ContractorId { get; private set; }

    /// <summary>The request of the homeowner it was written to; null when written to anybody else.</summary>
    public LeadId? About { get; private set; }

    public string Sender { get; private set; } = "";

    public string ReplyTo { get; private set; } = "";

    public string Recipient { get; private set; } = "";

    /// <summary>Where a mail program's own button stops mails like this; empty for what nobody can do without.</summary>
    public string UnsubscribeUrl { get; private set; } = "";

    public string Locale { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Empty once settled, if its words are not to be kept: <see cref="MessageKindKeys.IsWipedOnceSettled"/>. Always empty for a text.</summary>
    public string Html { get; private set; } = "";

    /// <summary>As <see cref="Html"/>.</summary>
    public string Text { get; private set; } = "";

    public MessageState State { get; private set; }

    /// <summary>Times handed to the vendor; tells a late answer from the present one.</summary>
    public int Attempts { get; private set; }

    /// <summary>Queued: when to try. Submitting: when the lease ends. Otherwise null.</summary>
    public DateTimeOffset? NextAttemptAt { get; private set; }

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The first attempt of which nobody knows how it ended.</summary>
    public DateTimeOffset? UncertainSince { get; private set; }

    public string? ProviderId { get; private set; }

    public string? Error { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was sent, refused or given up.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <summary>Before the attempt in hand, the first of which nobody knows how it ended; null when there is none.</summary>
    public DateTimeOffset? DoubtSince => UncertainSince < SubmittedAt ? UncertainSince : null;

    /// <param name="about">The request of the homeowner it is written to.</param>
    /// <param name="contractor">Who chose to be told.</param>
    public static Message Queue(
        MessageKind kind, string occasion, LeadId? about, Envelope envelope, string locale, MessageContent content, DateTimeOffset at,
        ContractorId? contractor = null) => new()
        {
            Id = MessageId.New(at),
            DedupeKey = $"{kind.Key()}:{occasion}",
            Kind = kind,
            Channel = Channel.Email,
            ContractorId = contractor,
            About = about,
            Sender = envelope.Sender,
            ReplyTo = envelope.ReplyTo,
            Recipient = envelope.Recipient,
            UnsubscribeUrl = envelope.Unsubscribe?.AbsoluteUri ?? "",
            Locale = locale,
            Subject = content.Subject,
            Html = content.Html,
            Text = content.Text,
            State = MessageState.Queued,
            NextAttemptAt = at,
            CreatedAt = at,
        };

    /// <summary>A text: told once of an occasion, whether a mail tells of it too or not.</summary>
    public static Message QueueText(
        MessageKind kind, string occasion, ContractorId contractor, string sender, string phone, string locale, string text, DateTimeOffset at)
    {
        var message = Queue(kind, occasion, about: null, new Envelope(sender, ReplyTo: "", phone), locale, new MessageContent("", "", text), at, contractor);
        message.Channel = Channel.Text;
        message.DedupeKey = $"text:{message.DedupeKey}";
        return message;
    }

    /// <summary>Takes the message in hand for one attempt; false when it is no longer safe or worth it, and is given up.</summary>
    public bool TakeInHand(DateTimeOffset at)
    {
        if (Channel is Channel.Email ? at - UncertainSince >= SendingPace.SafeToRepeat : at - CreatedAt >= SendingPace.TextsAreNews)
        {
            if (UncertainSince is null) Settle(MessageState.Failed, Error ?? "too-late", at);
            else Settle(MessageState.Unknown, Error ?? "lease-ran-out", at);
            return false;
        }

        State = MessageState.Submitting;
        Attempts++;
        SubmittedAt = at;
        UncertainSince ??= at;   // until an answer says otherwise: a crash leaves none
        NextAttemptAt = at + SendingPace.Lease;
        return true;
    }

    /// <summary>Records the vendor's answer to the attempt with this number.</summary>
    public void Answered(int attempt, SubmissionAnswer answer, DateTimeOffset at)
    {
        // A worker that outlived its lease can still bring the news that the message went out; its other news are stale.
        if (State is not MessageState.Submitting || attempt != Attempts)
        {
            if (answer is SubmissionAnswer.Accepted late) MarkSent(late.ProviderId, at);
            return;
        }

        switch (answer)
        {
            case SubmissionAnswer.Accepted accepted: MarkSent(accepted.ProviderId, at); break;
            case SubmissionAnswer.Refused refused: Settle(MessageState.Failed, refused.Reason, at); break;
            case SubmissionAnswer.OptedOut optedOut: Settle(MessageState.Failed, optedOut.Reason, at); break;
            case SubmissionAnswer.Uncertain uncertain: Requeue(uncertain.Reason, at + SendingPace.WaitInDoubt(Channel, Attempts)); break;
            case SubmissionAnswer.Held held:
                if (UncertainSince == SubmittedAt) UncertainSince = null;   // this attempt is known to have sent nothing
                Requeue(held.Reason, at + held.For);
                break;
        }
    }

    private void MarkSent(string providerId, DateTimeOffset at)
    {
        if (State is MessageState.Sent) return;
        ProviderId = providerId;
        UncertainSince = null;
        Settle(MessageState.Sent, error: null, at);
    }

    private void Requeue(string reason, DateTimeOffset at)
    {
        State = MessageState.Queued;
        NextAttemptAt = at;
        Error = Short(reason);
    }

    private void Settle(MessageState state, string? error, DateTimeOffset at)
    {
        State = state;
        NextAttemptAt = null;
        Error = Short(error);
        SettledAt = at;

        // From here on nothing is said again, so the words need not be known any longer: a copy of the log opens no page and names nobody.
        if (Kind.IsWipedOnceSettled()) Html = Text = "";
    }

    private static string? Short(string? reason) => reason?[..Math.Min(reason.Length, LongestError)];
}
