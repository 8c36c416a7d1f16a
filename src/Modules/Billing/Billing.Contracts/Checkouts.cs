using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>Opens a Stripe Checkout for a purchase, or answers the one already open for it.</summary>
/// <param name="Purchase">Keys everything: the same purchase never has two open checkouts.</param>
/// <param name="Email">Where Stripe sends its own receipt, and the customer's e-mail there.</param>
/// <param name="Locale">The language of Stripe's page.</param>
/// <param name="Label">The line the buyer reads at Stripe.</param>
/// <param name="Charge">The frozen charge; never what a browser sent.</param>
/// <param name="ReturnTo">Where Stripe sends the buyer after paying or leaving.</param>
/// <remarks>Idempotent. Refused with <c>billing.checkout-closed</c> once the purchase's checkout has ended, and with
/// <c>billing.payments-refused</c> when Stripe refuses the request itself.</remarks>
public sealed record OpenCheckout(
    PurchaseId Purchase, ContractorId Contractor, string Email, string Locale, string Label, Charge Charge, ReturnAddresses ReturnTo)
    : IProcess<CheckoutView>;

/// <summary>Where a checkout stands.</summary>
public enum CheckoutState
{
    /// <summary>Stripe has not answered yet; asking again will.</summary>
    Opening,
    Open,
    Paid,

    /// <summary>Stripe confirmed that it can no longer be paid.</summary>
    Closed,
}

/// <param name="Url">Stripe's page; only while <see cref="CheckoutState.Open"/>.</param>
public sealed record CheckoutView(CheckoutState State, Uri? Url);

/// <summary>Makes sure that a purchase can no longer be paid, and says how it ended.</summary>
/// <remarks>Idempotent. A purchase that never had a checkout is <see cref="CheckoutState.Closed"/>, and none can be opened for
/// it from then on. <see cref="CheckoutState.Paid"/> means the money arrived first. Refused with
/// <c>billing.stripe-unavailable</c> while Stripe does not answer: then nothing may be released.</remarks>
public sealed record CloseCheckout(PurchaseId Purchase) : IProcess<CheckoutState>;

/// <summary>Gives the whole payment of a purchase back to the card, once.</summary>
/// <param name="Cause">Why, as a stable word that keys the refund: <c>late</c>, <c>mismatch</c>.</param>
/// <remarks>Idempotent per purchase and cause. Refused with <c>billing.nothing-to-refund</c>, <c>billing.stripe-unavailable</c>.</remarks>
public sealed record RefundPurchase(PurchaseId Purchase, string Cause) : IProcess;
