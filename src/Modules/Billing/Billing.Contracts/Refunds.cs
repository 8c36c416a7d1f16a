using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>Where money that goes back goes to.</summary>
public enum RefundWay
{
    /// <summary>To where it came from: the card, and credits for what was paid with credits.</summary>
    Card,

    /// <summary>To the contractor's credits, at once and whole.</summary>
    Credit,
}

/// <summary>Gives the payment of a purchase back, whole or in part, once per cause.</summary>
/// <param name="Cause">Why, as a stable word that keys the refund: <c>late</c>, <c>mismatch</c>, <c>return</c>, <c>goodwill-1</c>.</param>
/// <param name="Cents">Taxes included, in the purchase's currency; null for all that has not gone back yet.</param>
/// <remarks>Idempotent per purchase and cause: asked again it answers how the first one stands. Refused with
/// <c>billing.nothing-to-refund</c>, <c>billing.refund-too-large</c>, <c>billing.disputed</c> (the bank has the money),
/// <c>billing.stripe-unavailable</c>.</remarks>
public sealed record RefundPurchase(PurchaseId Purchase, string Cause, RefundWay Way = RefundWay.Card, long? Cents = null)
    : IProcess<RefundView>;

/// <summary>How far a refund is.</summary>
public enum RefundProgress
{
    /// <summary>On its way to the card; <see cref="PurchaseRefunded"/> or <see cref="RefundFailed"/> tells the end.</summary>
    Pending,
    Done,

    /// <summary>The card took nothing. The money is owed, and an operator knows.</summary>
    Failed,
}

/// <param name="Whole">Nothing of the purchase is left paid.</param>
public sealed record RefundView(RefundProgress Progress, Money Amount, bool Whole);

/// <summary>Gives what a failed refund owes as credits instead. Staff only, once.</summary>
/// <param name="Refund">A failed refund's id.</param>
/// <remarks>Refused with <c>billing.refund-not-found</c>, <c>billing.nothing-owed</c>.</remarks>
public sealed record CreditFailedRefund(Guid Refund) : ICommand;

/// <summary>Payments of every contractor, newest first, for operators.</summary>
/// <param name="Search">A company, an e-mail address, a document number, a Stripe or purchase id; null for all.</param>
/// <param name="Only">All, or those with a <c>dispute</c>, with a <c>refund</c>, with a refund <c>failed</c>.</param>
/// <param name="Cursor">Where the page before ended; an unreadable one starts again at the top.</param>
public sealed record ListPurchases(string? Search = null, string? Only = null, string? Cursor = null) : IQuery<PurchasePage>;

/// <param name="NextCursor">Null on the last page.</param>
public sealed record PurchasePage(IReadOnlyList<PurchaseSummary> Items, string? NextCursor, int Total);

/// <param name="Label">What was bought, in the market's first language.</param>
/// <param name="Settled">What was paid, by card and credits, taxes included.</param>
/// <param name="Refunded">What went back or is on its way.</param>
/// <param name="Invoice">Its number; null when the money bought nothing.</param>
/// <param name="Dispute">Stripe's word for its dispute, if there is one.</param>
public sealed record PurchaseSummary(
    PurchaseId Purchase, ContractorId Contractor, string Company, string Label, Money Settled, Money Refunded, string? Invoice, string? Dispute,
    DateTimeOffset PaidAt);

/// <summary>All that happened to one purchase's money. Staff only. Refused with <c>billing.purchase-not-found</c>.</summary>
public sealed record GetPurchaseMoney(PurchaseId Purchase) : IQuery<PurchaseMoney>;

/// <param name="Refundable">What can still be given back.</param>
public sealed record PurchaseMoney(
    PurchaseSummary Summary, BilledTo? BilledTo, Money ByCard, Money ByCredit, string? PaymentIntent, Money Refundable,
    IReadOnlyList<RefundEntry> Refunds, DisputeEntry? Dispute, IReadOnlyList<DocumentSummary> Documents);

/// <param name="State"><c>requested</c>, <c>pending</c>, <c>requires-action</c>, <c>succeeded</c>, <c>failed</c>, <c>canceled</c>, <c>needless</c>.</param>
/// <param name="Owed">It failed, and neither a card nor credits have the money yet.</param>
public sealed record RefundEntry(
    Guid Id, string Cause, RefundWay Way, Money Amount, string State, string? StripeId, DateTimeOffset RequestedAt, DateTimeOffset? AnsweredAt, bool Owed);

/// <param name="Status">Stripe's word: <c>needs_response</c>, <c>under_review</c>, <c>won</c>, <c>lost</c>…</param>
public sealed record DisputeEntry(
    string Id, Money Amount, string Reason, string Status, DateTimeOffset OpenedAt, DateTimeOffset? EvidenceDueAt, DateTimeOffset? ClosedAt);
