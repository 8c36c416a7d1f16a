using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam to the payment vendor. Every call that changes something names the idempotency key kept for it.</summary>
internal interface IPaymentGateway
{
    /// <summary>Makes the vendor's record of a buyer and answers its id.</summary>
    Task<GatewayAnswer<string>> CreateCustomer(ContractorId contractor, string email, string key, CancellationToken cancel);

    Task<GatewayAnswer<HostedCheckout>> CreateCheckout(CheckoutOrder order, string customerId, CancellationToken cancel);

    Task<GatewayAnswer<HostedCheckout>> GetCheckout(string sessionId, CancellationToken cancel);

    /// <summary>The customer's checkouts made from a time on, newest first.</summary>
    Task<GatewayAnswer<IReadOnlyList<HostedCheckout>>> ListCheckouts(string customerId, DateTimeOffset since, CancellationToken cancel);

    /// <summary>Ends an open checkout; refused when it is not open any more.</summary>
    Task<GatewayAnswer<HostedCheckout>> ExpireCheckout(string sessionId, string key, CancellationToken cancel);

    Task<GatewayAnswer<HostedPayment>> GetPayment(string paymentIntent, CancellationToken cancel);

    /// <summary>The payments of a customer's bills for subscriptions of ours.</summary>
    Task<GatewayAnswer<IReadOnlySet<string>>> ListBilledPayments(string customerId, CancellationToken cancel);

    /// <summary>Gives a payment back, or a part of it.</summary>
    Task<GatewayAnswer<HostedRefund>> Refund(RefundOrder order, CancellationToken cancel);

    Task<GatewayAnswer<HostedRefund>> GetRefund(string stripeId, CancellationToken cancel);

    Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefundsOfPayment(string paymentIntent, CancellationToken cancel);

    Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefundsOfCharge(string charge, CancellationToken cancel);

    /// <summary>Events of ours, since a time, that no webhook of theirs got through with.</summary>
    Task<GatewayAnswer<IReadOnlyList<StripeEvent>>> ListUndelivered(DateTimeOffset since, CancellationToken cancel);
}

/// <summary>Everything one checkout request says; unchanged on every repeat of its key.</summary>
/// <param name="Card">Set while it is no page yet, but a try with a kept card.</param>
internal sealed record CheckoutOrder(
    PurchaseId Purchase, ContractorId Contractor, int Attempt, string Key, string Currency, CheckoutTerms Terms,
    DateTimeOffset ExpiresAt, DateTimeOffset OpenedAt, CardTry? Card = null);

internal enum HostedState
{
    /// <summary>Still open, or in a state we don't know: nothing to act on.</summary>
    Open,

    /// <summary>Submitted; the money is on its way or has failed.</summary>
    Processing,
    Paid,
    Expired,
}

/// <summary>A checkout as the vendor says it stands now.</summary>
/// <param name="Purchase">From its metadata; null when it is none of ours.</param>
/// <param name="Reference">Its client reference, which should name the same purchase.</param>
/// <param name="Subscription">What a checkout of a plan made, once it is complete.</param>
/// <param name="SetupIntent">What a checkout that only keeps a card works on.</param>
internal sealed record HostedCheckout(
    string Id, HostedState State, string? Url, PurchaseId? Purchase, string? Reference, Money Total, string? PaymentIntent, string? Customer,
    HostedMode Mode = HostedMode.Payment, string? Subscription = null, string? SetupIntent = null);

/// <summary>What a checkout is for.</summary>
internal enum HostedMode
{
    Payment,
    Subscription,
    Setup,
}

/// <param name="Captured">What was received; zero until it succeeded.</param>
/// <param name="Processing">Submitted; it is known in some days whether the money comes.</param>
/// <param name="PaymentMethod">What paid it, or is to.</param>
internal sealed record HostedPayment(
    string Id, bool Succeeded, PurchaseId? Purchase, Money Captured, string? Customer, bool Processing = false, string? PaymentMethod = null);

/// <param name="Refund">Our row, from its metadata.</param>
internal sealed record HostedRefund(string Id, string? PaymentIntent, RefundId? Refund, long AmountCents, RefundState State);

/// <param name="Duplicate">The buyer paid twice, and this is the second payment.</param>
/// <param name="AmountCents">Null for the whole payment.</param>
internal sealed record RefundOrder(RefundId Id, PurchaseId Purchase, string PaymentIntent, string Key, bool Duplicate, long? AmountCents = null);
