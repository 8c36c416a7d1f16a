using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Contracts;

/// <summary>What a contractor is told of, and how. What they have not said is as <see cref="PreferenceView.Default"/>.</summary>
public sealed record GetPreferences(ContractorId Contractor) : IQuery<PreferenceList>;

/// <param name="TextsStoppedAt">Since when their phone refuses our texts (they replied STOP); null when it does not. Until they switch texts on
/// again none is sent.</param>
public sealed record PreferenceList(IReadOnlyList<PreferenceView> Items, DateTimeOffset? TextsStoppedAt);

/// <param name="Event"><c>new-lead</c>, <c>reminder</c>, <c>return-decided</c>, <c>contact-withdrawn</c>, <c>receipt</c>, <c>plan</c>.</param>
/// <param name="Channel"><c>email</c>, <c>text</c>. Texts exist for <c>new-lead</c>, <c>reminder</c> and <c>return-decided</c>.</param>
/// <param name="Fixed">Always sent: the law, or money, asks for it (receipts, plan bills, withdrawn consent).</param>
public sealed record PreferenceView(string Event, string Channel, bool On, bool Default, bool Fixed);

/// <summary>Says what a contractor wants to be told of. What is not named becomes off, unless it is fixed.</summary>
/// <param name="On">Pairs of event and channel.</param>
/// <remarks>Idempotent. Refused with <c>validation.failed</c> (<c>notifications.preference-unknown</c>).</remarks>
public sealed record SetPreferences(ContractorId Contractor, IReadOnlyList<PreferenceChoice> On) : ICommand;

public sealed record PreferenceChoice(string Event, string Channel);
