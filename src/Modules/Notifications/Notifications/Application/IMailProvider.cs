using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application;

/// <summary>The seam to whoever carries the mail.</summary>
internal interface IMailProvider
{
    /// <summary>Hands over one message. Never throws for a vendor that is down, slow or refusing: that is an answer.</summary>
    Task<SubmissionAnswer> Submit(OutgoingMail mail, CancellationToken cancel);
}

/// <summary>A message in hand.</summary>
/// <param name="Key">Idempotency key: the same for every attempt.</param>
/// <param name="Attempt">From 1.</param>
internal sealed record OutgoingMail(MessageId Key, int Attempt, MessageKind Kind, Envelope Envelope, MessageContent Content);
