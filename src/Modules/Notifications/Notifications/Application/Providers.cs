using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Application;

/// <summary>The seam to whoever carries the mail.</summary>
internal interface IMailProvider
{
    /// <summary>Hands over one message. Never throws for a vendor that is down, slow or refusing: that is an answer.</summary>
    Task<SubmissionAnswer> Submit(OutgoingMessage mail, CancellationToken cancel);
}

/// <summary>The seam to whoever carries texts to telephones.</summary>
internal interface ITextProvider
{
    /// <summary>As <see cref="IMailProvider.Submit"/>. A message in doubt is looked for before it is handed over again.</summary>
    Task<SubmissionAnswer> Submit(OutgoingMessage text, CancellationToken cancel);
}

/// <summary>A message in hand.</summary>
/// <param name="Key">Idempotency key where the vendor takes one: the same for every attempt.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="DoubtSince">The first earlier attempt of which nobody knows how it ended.</param>
internal sealed record OutgoingMessage(
    MessageId Key, int Attempt, MessageKind Kind, Envelope Envelope, MessageContent Content, DateTimeOffset? DoubtSince = null);
