using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>Holds a slot on a listing for this contractor and opens a checkout for it.</summary>
/// <param name="Coupon">A code as typed; an unusable code refuses the unlock rather than charging full price.</param>
/// <param name="ReturnTo">Where Stripe sends the contractor afterwards.</param>
/// <param name="UseCredits">Spends the contractor's credits before a card.</param>
/// <returns>The checkout to send the contractor to. Asked again while the unlock is under way, the same one.</returns>
/// <remarks>Refused with <c>purchasing.lead-sold-out</c>, <c>purchasing.already-unlocked</c>,
/// <c>purchasing.outside-coverage</c>, <c>purchasing.listing-not-found</c>, <c>coupons.not-applicable</c>,
/// <c>billing.payments-refused</c>.</remarks>
public sealed record StartUnlock(
    ContractorId Contractor, ListingId Listing, string? Coupon, ReturnAddresses ReturnTo, bool UseCredits = false) : IProcess<UnlockView>;

/// <summary>Gives the slot back before paying. Idempotent.</summary>
/// <remarks>Answers the unlock as it ended: the money may have arrived first. Refused with <c>purchasing.unlock-not-found</c>.</remarks>
public sealed record CancelUnlock(ContractorId Contractor, UnlockId Unlock) : IProcess<UnlockView>;

/// <summary>Refused with <c>purchasing.unlock-not-found</c>, also for another contractor's.</summary>
public sealed record GetUnlock(ContractorId Contractor, UnlockId Unlock) : IQuery<UnlockView>;

/// <summary>The leads this contractor has paid for, newest first, at most 100.</summary>
public sealed record ListUnlockedLeads(ContractorId Contractor) : IQuery<IReadOnlyList<UnlockedLead>>;

public sealed record UnlockedLead(BoardItem Item, UnlockView Unlock);

/// <param name="State"><c>reserved</c>, <c>opening</c>, <c>open</c>, <c>cancelling</c>, <c>paid</c>, <c>expired</c>, <c>refunding</c>, <c>refunded</c>,
/// <c>refund-pending</c>, <c>refund-failed</c>, <c>disputed</c>, <c>charged-back</c>.</param>
/// <param name="Charge">Absent until the price is frozen.</param>
/// <param name="Checkout">Stripe's page, while it can be paid.</param>
/// <param name="HeldUntil">When the slot goes back, unless paid.</param>
/// <param name="Contact">The homeowner; only when paid, and until they take their consent back.</param>
/// <param name="WithdrawnAt">When the homeowner took back the consent to be contacted, or had the details erased.</param>
public sealed record UnlockView(
    UnlockId Id, ListingId Listing, string State, Charge? Charge, Uri? Checkout, DateTimeOffset HeldUntil, UnlockedContact? Contact,
    DateTimeOffset? WithdrawnAt = null);

/// <param name="Phone">E.164.</param>
/// <param name="CallHours">Keys of the market's call hours; empty: any.</param>
public sealed record UnlockedContact(
    string Name, string Email, string Phone, string? Address, string PostalCode, string Locale, IReadOnlyList<string> CallHours);
