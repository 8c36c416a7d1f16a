namespace LeadMarket.Notifications.Domain;

/// <summary>What came of handing a message to the vendor.</summary>
internal abstract record SubmissionAnswer
{
    private SubmissionAnswer()
    {
    }

    /// <summary>The vendor took it, now or on an earlier attempt with the same key.</summary>
    public sealed record Accepted(string ProviderId) : SubmissionAnswer;

    /// <summary>The vendor will never take this message.</summary>
    public sealed record Refused(string Reason) : SubmissionAnswer;

    /// <summary>The person has told the vendor to carry nothing of ours to them.</summary>
    public sealed record OptedOut(string Reason) : SubmissionAnswer;

    /// <summary>No answer, or one that does not say whether the message was taken.</summary>
    public sealed record Uncertain(string Reason) : SubmissionAnswer;

    /// <summary>The vendor took nothing, and would take no other message now: quota, pace or credentials.</summary>
    /// <param name="NeedsSomeone">Waiting alone will not mend it soon: staff must hear of it.</param>
    public sealed record Held(string Reason, TimeSpan For, bool NeedsSomeone) : SubmissionAnswer;
}
