using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam to cards that the vendor keeps. Every call that changes something names its idempotency key.</summary>
internal interface ICardGateway
{
    /// <summary>Charges a kept card while its owner is not on the vendor's page. Refused with the payment's id in <see cref="GatewayAnswer{T}.About"/>
    /// when one was made and not paid: that one has to be cancelled.</summary>
    Task<GatewayAnswer<CardCharge>> Charge(CheckoutOrder order, string customerId, CancellationToken cancel);

    /// <summary>Uses the charge's key up with a payment that no card is asked for: a charge under that key which has not arrived by now never
    /// will be carried out. Unknown when the key was used already, or nobody answers.</summary>
    Task<GatewayAnswer<CardCharge>> Bar(CheckoutOrder order, string customerId, CancellationToken cancel);

    Task<GatewayAnswer<CardCharge>> GetCharge(string paymentIntent, CancellationToken cancel);

    /// <summary>The customer's payments made from a time on, newest first, whatever asked for them.</summary>
    Task<GatewayAnswer<IReadOnlyList<CardCharge>>> ListCharges(string customerId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Makes sure that a payment is never paid; refused when it is too late for that, or done already.</summary>
    Task<GatewayAnswer<CardCharge>> CancelCharge(string paymentIntent, string key, CancellationToken cancel);

    /// <summary>Has the vendor forget a card; refused when it has none of that id, or forgot it already.</summary>
    Task<GatewayAnswer<string>> Forget(string paymentMethod, string key, CancellationToken cancel);

    /// <summary>Makes a card the customer's default; refused when it is not theirs any more.</summary>
    Task<GatewayAnswer<string>> Prefer(string customerId, string paymentMethod, string key, CancellationToken cancel);

    /// <summary>Opens the vendor's page on which a card is kept and nothing is paid.</summary>
    Task<GatewayAnswer<Uri>> OpenKeepingPage(KeepingOrder order, string customerId, string key, CancellationToken cancel);
}

/// <summary>What a try with a kept card adds to its checkout.</summary>
/// <param name="Intent">The payment it made, once that is known: then it is looked at instead of asked for.</param>
/// <param name="CancelKey">Another for each try: a stored failure of an earlier one must not be replayed.</param>
internal sealed record CardTry(string PaymentMethod, string? Intent, string CancelKey);

internal enum ChargeState
{
    /// <summary>A state we don't know: nothing to act on.</summary>
    Unclear,

    /// <summary>Nothing was taken, and nothing will be unless its owner does something.</summary>
    Unpaid,
    Processing,
    Succeeded,

    /// <summary>It can never be paid.</summary>
    Canceled,
}

/// <summary>A payment as the vendor says it stands now.</summary>
/// <param name="Purchase">From its metadata; null when it is none of ours.</param>
/// <param name="Why">Why it was not paid, when the vendor says so.</param>
internal sealed record CardCharge(string Id, ChargeState State, PurchaseId? Purchase, Refusal? Why);

/// <param name="PaidUrl">Where the vendor sends who kept a card.</param>
internal sealed record KeepingOrder(ContractorId Contractor, string Currency, string Locale, string PaidUrl, string LeftUrl);
