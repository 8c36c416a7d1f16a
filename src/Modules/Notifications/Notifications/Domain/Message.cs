using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Domain;

/// <summary>One line of the send log: a message exactly as the person gets it, and what became of it.</summary>
/// <remarks>Everything the vendor is told is frozen at birth. It refuses a key that comes back with other content, and a
/// reworded template must not change what was said to someone yesterday.</remarks>
internal sealed class Message : Aggregate
{
    /// <summary>Longer than one call to the vendor may take, so that no second worker starts while the first waits.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Resend keeps an idempotency key for 24 hours; the last minutes are left out for clocks that disagree.
    /// Afterwards the same key would send the message a second time.</summary>
    public static readonly TimeSpan SafeToRepeat = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(5);

    private const int LongestError = 500;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];

    private Message()
    {
    }

    public MessageId Id { get; private set; }

    /// <summary>Unique: the same occasion never makes two messages.</summary>
    public string DedupeKey { get; private set; } = "";

    public MessageKind Kind { get; private set; }

    /// <summary>The request of the homeowner it was written to; null when written to anybody else.</summary>
    public LeadId? About { get; private set; }

    public string Sender { get; private set; } = "";

    public string ReplyTo { get; private set; } = "";

    public string Recipient { get; private set; } = "";

    public string Locale { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Empty once sent, if it carried a key: <see cref="MessageKindKeys.CarriesAccessKey"/>.</summary>
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

    public static Message Queue(
        MessageKind kind, string occasion, LeadId? about, Envelope envelope, string locale, MessageContent content, DateTimeOffset at) => new()
        {
            Id = MessageId.New(at),
            DedupeKey = $"{kind.Key()}:{occasion}",
            Kind = kind,
            About = about,
            Sender = envelope.Sender,
            ReplyTo = envelope.ReplyTo,
            Recipient = envelope.Recipient,
            Locale = locale,
            Subject = content.Subject,
            Html = content.Html,
            Text = content.Text,
            State = MessageState.Queued,
            NextAttemptAt = at,
            CreatedAt = at,
        };

    /// <summary>Takes the message in hand for one attempt; false when it is no longer safe to repeat, and is given up.</summary>
    public bool TakeInHand(DateTimeOffset at)
    {
        if (at - UncertainSince >= SafeToRepeat)
        {
            Settle(MessageState.Unknown, Error ?? "lease-ran-out", at);
            return false;
        }

        State = MessageState.Submitting;
        Attempts++;
        SubmittedAt = at;
        UncertainSince ??= at;   // until an answer says otherwise: a crash leaves none
        NextAttemptAt = at + Lease;
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
            case SubmissionAnswer.Uncertain uncertain: Requeue(uncertain.Reason, at + Waits[Math.Min(Attempts, Waits.Length) - 1]); break;
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

        // From here on nothing is said again, so the key need not be known any longer: a copy of the log opens no page.
        if (Kind.CarriesAccessKey()) Html = Text = "";
    }

    private static string? Short(string? reason) => reason?[..Math.Min(reason.Length, LongestError)];
}
