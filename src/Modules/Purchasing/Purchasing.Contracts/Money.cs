using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>Gives the money of a paid unlock back. Staff only. All of it ends the unlock: the contact is hidden at once, and the slot
/// reopens once when the money is back. A part of it changes nothing else.</summary>
/// <param name="Cause">Why, as a stable word: <c>goodwill</c>, <c>return</c>. A second refund wants another word.</param>
/// <param name="ToCredit">To the contractor's credits instead of to where it came from.</param>
/// <param name="Cents">Taxes included; null for all that is left.</param>
/// <remarks>Idempotent per cause. Refused with <c>purchasing.unlock-not-found</c>, <c>purchasing.not-refundable</c>,
/// <c>purchasing.cause-used</c> when the word stands for an earlier part, and as Billing refuses: <c>billing.refund-too-large</c>,
/// <c>billing.nothing-to-refund</c>, <c>billing.disputed</c>, <c>billing.stripe-unavailable</c>.</remarks>
public sealed record RefundUnlock(UnlockId Unlock, string Cause, bool ToCredit, long? Cents = null) : IProcess;

/// <summary>Compares unlocks with Billing's books, and Billing's books with Stripe. System only.</summary>
/// <param name="Settled">Things younger than this are left out: they may still be on their way. Zero compares everything.</param>
/// <remarks>Refused with <c>billing.stripe-unavailable</c>.</remarks>
public sealed record ReconcileMoney(TimeSpan Settled) : IProcess<ReconciledMoney>;

/// <param name="Run">Billing's report of it.</param>
public sealed record ReconciledMoney(Guid Run, int Differences);
