using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Contracts;

/// <summary>What the link at the end of a mail would stop. Changes nothing: mail scanners open links.</summary>
/// <remarks>Refused with <c>notifications.unsubscribe-link-unknown</c>.</remarks>
public sealed record OpenUnsubscribeLink(string? Key) : IQuery<UnsubscribeView>;

/// <summary>Stops the mails of one event to the contractor whose link it is. Whoever holds the link may: the law wants no sign-in for it
/// (CASL, s. 11). Texts and other mails stay as they are.</summary>
/// <remarks>Idempotent. Refused with <c>notifications.unsubscribe-link-unknown</c>.</remarks>
public sealed record Unsubscribe(string? Key) : ICommand<UnsubscribeView>;

/// <param name="Event">As <see cref="PreferenceView.Event"/>.</param>
/// <param name="On">Still mailed.</param>
public sealed record UnsubscribeView(string Event, bool On);
