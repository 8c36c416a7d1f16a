using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>Holds a slot on a listing for this contractor and opens a checkout for it.</summary>
/// <param name="Coupon">A code as typed; an unusable code, or a longer text than <see cref="LongestCoupon"/>, refuses the unlock rather than charging full price.</param>
/// <param name="ReturnTo">Where Stripe sends the contractor afterwards.</param>
/// <param name="UseCredits">Spends the contractor's credits before a card.</param>
/// <param name="Pay">How what credits leave is paid.</param>
/// <returns>The checkout to send the contractor to. Asked again while the unlock is under way, the same one. None when a saved card
/// pays: the unlock is paid in a moment, or, the card refused, open at Stripe's page with <see cref="UnlockView.CardRefusal"/>.</returns>
/// <remarks>Refused with <c>purchasing.lead-sold-out</c>, <c>purchasing.already-unlocked</c>,
/// <c>purchasing.outside-coverage</c>, <c>purchasing.listing-not-found</c> (also when it is not open to their plan yet),
/// <c>purchasing.paused</c>, <c>purchasing.licence-missing</c>, <c>purchasing.too-many-held</c> (ten unpaid at once),
/// <c>purchasing.tried-too-often</c> (this lead, three times within a day), <c>purchasing.too-many-unpaid</c> (twenty holds within an hour), <c>coupons.not-applicable</c>,
/// <c>billing.payments-refused</c>.</remarks>
public sealed record StartUnlock(
    ContractorId Contractor, ListingId Listing, string? Coupon, ReturnAddresses ReturnTo, bool UseCredits = false, PaymentChoice Pay = default) : IProcess<UnlockView>
{
    /// <summary>Longer than any code, with what is typed around it; short enough to store.</summary>
    public const int LongestCoupon = 64;
}

/// <summary>Makes the buyer of a shared lead its only one: takes every slot that is left, for the difference to the exclusive price.</summary>
/// <param name="Unlock">Their paid unlock of the lead.</param>
/// <returns>The upgrade's own purchase: it is asked for, cancelled and paid as an unlock is, by its own id.</returns>
/// <remarks>Idempotent while one is under way. Refused with <c>purchasing.unlock-not-found</c>, <c>purchasing.not-upgradable</c> (exclusive already, no exclusive
/// price, nothing left to take, not paid, or the homeowner took the contact back), <c>purchasing.slot-taken</c> (another buyer has or holds one),
/// <c>purchasing.lead-closed</c>, <c>purchasing.paused</c>, <c>purchasing.licence-missing</c>, <c>purchasing.too-many-held</c>,
/// <c>purchasing.tried-too-often</c>, <c>purchasing.too-many-unpaid</c>, <c>billing.payments-refused</c>.</remarks>
public sealed record StartUpgrade(
    ContractorId Contractor, UnlockId Unlock, ReturnAddresses ReturnTo, bool UseCredits = false, PaymentChoice Pay = default) : IProcess<UnlockView>;

/// <summary>Whether an unlock could be made exclusive now, and the upgrade that is under way or done. Refused with <c>purchasing.unlock-not-found</c>.</summary>
public sealed record GetUpgrade(ContractorId Contractor, UnlockId Unlock) : IQuery<UpgradeView>;

/// <param name="Refusal">Why it cannot be, as <see cref="StartUpgrade"/> would say; null when it can.</param>
/// <param name="Offer">What <c>QuoteLead</c> prices.</param>
/// <param name="Purchase">The latest try, or what made it exclusive.</param>
public sealed record UpgradeView(string? Refusal, LeadOffer? Offer, UnlockView? Purchase);

/// <summary>Gives the slot back before paying. Idempotent.</summary>
/// <remarks>Answers the unlock as it ended: the money may have arrived first. Refused with <c>purchasing.unlock-not-found</c>.</remarks>
public sealed record CancelUnlock(ContractorId Contractor, UnlockId Unlock) : IProcess<UnlockView>;

/// <summary>Refused with <c>purchasing.unlock-not-found</c>, also for another contractor's.</summary>
public sealed record GetUnlock(ContractorId Contractor, UnlockId Unlock) : IQuery<UnlockView>;

/// <param name="State"><c>reserved</c>, <c>opening</c>, <c>open</c>, <c>processing</c> (paid in a way that takes
/// days: the slot stays held), <c>cancelling</c>, <c>paid</c>, <c>expired</c>, <c>refunding</c>, <c>refunded</c>,
/// <c>refund-pending</c>, <c>refund-failed</c>, <c>disputed</c>, <c>charged-back</c>.</param>
/// <param name="Charge">Absent until the price is frozen.</param>
/// <param name="Checkout">Stripe's page, while it can be paid.</param>
/// <param name="HeldUntil">When the slot goes back, unless paid.</param>
/// <param name="Contact">The homeowner; only when paid, and until they take their consent back.</param>
/// <param name="WithdrawnAt">When the homeowner took back the consent to be contacted, or had the details erased.</param>
/// <param name="CardRefusal">Why the saved card did not pay, as a stable code: <c>billing.card-declined</c>, … Then <paramref name="Checkout"/> takes another.</param>
/// <param name="PaidAt">When the money bought it.</param>
/// <param name="Exclusive">Nobody else can buy the lead: it was sold as exclusive, or upgraded.</param>
public sealed record UnlockView(
    UnlockId Id, ListingId Listing, string State, Charge? Charge, Uri? Checkout, DateTimeOffset HeldUntil, UnlockedContact? Contact,
    DateTimeOffset? WithdrawnAt = null, string? CardRefusal = null, DateTimeOffset? PaidAt = null, bool Exclusive = false);

/// <param name="Phone">E.164.</param>
/// <param name="CallHours">Keys of the market's call hours; empty: any.</param>
public sealed record UnlockedContact(
    string Name, string Email, string Phone, string? Address, string PostalCode, string Locale, IReadOnlyList<string> CallHours);
