using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Contracts;

/// <summary>Who a bill is made out to. Copied onto each document: a company that moves does not change its old invoices.</summary>
/// <param name="Company">As the contractor writes it.</param>
/// <param name="Name">The person.</param>
/// <param name="Email">Where Stripe sends its own receipt, and the customer's e-mail there.</param>
public sealed record BilledTo(string Company, string Name, string Email);

/// <summary>Opens a Stripe Checkout for a purchase, or answers the one already open for it.</summary>
/// <param name="Purchase">Keys everything: the same purchase never has two open checkouts.</param>
/// <param name="Locale">The language of Stripe's page.</param>
/// <param name="Label">The line the buyer reads at Stripe, and on the invoice in each language.</param>
/// <param name="Charge">The frozen charge; never what a browser sent.</param>
/// <param name="ReturnTo">Where Stripe sends the buyer after paying or leaving.</param>
/// <param name="UseCredits">Spends the contractor's credits first. What is left for the card is zero, or as much as Stripe takes.</param>
/// <param name="ListCents">What it would have cost on the market's first plan, before tax; null: that plan's price of a lead.</param>
/// <param name="UpgradeToCents">Of an upgrade: the price of an exclusive lead, before tax, that it and its lead add up to on every plan.</param>
/// <param name="Pay">How the card's part is paid.</param>
/// <remarks>Idempotent. With nothing left for the card, Stripe is not asked: the checkout stays <see cref="CheckoutState.Opening"/>
/// for the moment it takes to book it, then is paid. Refused with <c>billing.checkout-closed</c> once the purchase's checkout has
/// ended, and with <c>billing.payments-refused</c> when Stripe refuses the request itself.</remarks>
public sealed record OpenCheckout(
    PurchaseId Purchase, ContractorId Contractor, BilledTo BilledTo, string Locale, LocalizedText Label, Charge Charge, ReturnAddresses ReturnTo,
    bool UseCredits = false, PaymentChoice Pay = default, long? ListCents = null, long? UpgradeToCents = null)
    : IProcess<CheckoutView>;

/// <summary>Where a checkout stands.</summary>
public enum CheckoutState
{
    /// <summary>Stripe has not answered yet, or nothing is left for a card and it is being booked; asking again will tell.</summary>
    Opening,
    Open,

    /// <summary>Submitted in a way of paying that takes days. It can neither be closed nor is it paid.</summary>
    Processing,
    Paid,

    /// <summary>Stripe confirmed that it can no longer be paid.</summary>
    Closed,
}

/// <param name="Url">Stripe's page; only while <see cref="CheckoutState.Open"/>.</param>
/// <param name="CardRefusal">Why the saved card did not pay: <c>billing.card-declined</c>, <c>billing.insufficient-funds</c>, <c>billing.card-expired</c>,
/// <c>billing.card-incorrect</c>, <c>billing.authentication-required</c>, <c>billing.no-saved-card</c>, <c>billing.payment-changed</c>.</param>
public sealed record CheckoutView(CheckoutState State, Uri? Url, string? CardRefusal = null);

/// <summary>Makes sure that a purchase can no longer be paid, and says how it ended.</summary>
/// <remarks>Idempotent. A purchase that never had a checkout is <see cref="CheckoutState.Closed"/>, and none can be opened for
/// it from then on. <see cref="CheckoutState.Paid"/> means the money arrived first, <see cref="CheckoutState.Processing"/> that it may still: an event
/// tells the end. Credits set aside for it are free again once it is
/// closed. Refused with <c>billing.stripe-unavailable</c> while Stripe does not answer: then nothing may be released.</remarks>
public sealed record CloseCheckout(PurchaseId Purchase) : IProcess<CheckoutState>;
