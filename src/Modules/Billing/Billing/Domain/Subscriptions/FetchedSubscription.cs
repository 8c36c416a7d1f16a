using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>A subscription as Stripe said, when asked, that it stands.</summary>
/// <param name="Row">Ours, from its metadata; null for one that somebody made at Stripe itself.</param>
/// <param name="EndsAtPeriodEnd">Cancelled, and running until then.</param>
/// <param name="Pending">The price it changes to once a bill is paid.</param>
/// <param name="OpenBills">What it waits for; only asked for when it waits.</param>
internal sealed record FetchedSubscription(
    string Id, SubscriptionId? Row, string? Customer, SubscriptionState State, FetchedItem Item, bool EndsAtPeriodEnd, string? DefaultCard,
    FetchedPrice? Pending, DateTimeOffset? PendingUntil, string? LatestBill, IReadOnlyList<OpenBill> OpenBills, DateTimeOffset? EndedAt);

/// <param name="PeriodEnd">Until when it is paid for.</param>
internal sealed record FetchedItem(string Id, FetchedPrice Price, DateTimeOffset? PeriodEnd);

/// <param name="Plan">Our plan's key, from its metadata.</param>
/// <param name="Amount">A month, before tax.</param>
internal sealed record FetchedPrice(string Id, string? Plan, Money Amount);

/// <param name="IsChange">It would pay for a change of plan, not for a month.</param>
/// <param name="Since">When it was made out.</param>
/// <param name="Url">Stripe's page on which it can be paid.</param>
/// <param name="DueCents">What is to be paid there, taxes included.</param>
internal sealed record OpenBill(string Id, bool IsChange, DateTimeOffset Since, string? Url, long DueCents);
