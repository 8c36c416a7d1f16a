using LeadMarket.Kernel;

namespace LeadMarket.Notifications.Contracts;

/// <summary>What was sent to a homeowner about their request, for them to take away. Oldest first.</summary>
public sealed record ListMessagesAbout(LeadId Lead) : IQuery<IReadOnlyList<MessageView>>;

/// <param name="State"><c>queued</c>, <c>submitting</c>, <c>sent</c>, <c>failed</c>, <c>unknown</c>.</param>
public sealed record MessageView(string Kind, string Recipient, string Subject, string State, DateTimeOffset At);
