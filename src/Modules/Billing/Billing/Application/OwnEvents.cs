using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application;

/// <summary>A signed webhook was kept; what it is about is to be fetched and applied. Billing's own.</summary>
[EventName("billing.stripe-event-received.v1")]
internal sealed record StripeEventReceived(string Id, string Type, string ObjectId, DateTimeOffset CreatedAt) : IIntegrationEvent;

/// <summary>A checkout that was to be closed turned out to be paid. Billing's own.</summary>
[EventName("billing.checkout-found-paid.v1")]
internal sealed record CheckoutFoundPaid(PurchaseId Purchase, string SessionId) : IIntegrationEvent;

/// <summary>Stripe said that a kept card has paid; it is to be booked. Billing's own.</summary>
[EventName("billing.card-charged.v1")]
internal sealed record CardCharged(PurchaseId Purchase, string PaymentIntent) : IIntegrationEvent;

/// <summary>A page was paid by somebody who agreed that its card is kept; it is to be looked at. Billing's own.</summary>
[EventName("billing.card-kept.v1")]
internal sealed record CardKept(string PaymentIntent) : IIntegrationEvent;

/// <summary>Money is to go back that nobody but Billing knows of: a second payment. Billing's own.</summary>
[EventName("billing.refund-owed.v1")]
internal sealed record RefundOwed(RefundId Refund) : IIntegrationEvent;

/// <summary>A checkout was prepared that leaves nothing for a card; it is to be booked. Billing's own.</summary>
[EventName("billing.checkout-needs-no-card.v1")]
internal sealed record CheckoutNeedsNoCard(PurchaseId Purchase) : IIntegrationEvent;

/// <summary>A payment that a host of before the ledger took in; it is to be booked. Billing's own.</summary>
[EventName("billing.payment-unbooked.v1")]
internal sealed record PaymentUnbooked(string PaymentIntent) : IIntegrationEvent;

/// <summary>A refund that a host of before the ledger took in; it is to be booked. Billing's own.</summary>
[EventName("billing.refund-unbooked.v1")]
internal sealed record RefundUnbooked(Guid Refund) : IIntegrationEvent;

/// <summary>Stripe refuses to open a checkout; operators are to know. Billing's own.</summary>
[EventName("billing.checkout-refused.v1")]
internal sealed record CheckoutRefused(PurchaseId Purchase) : IIntegrationEvent;
