using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application;

/// <summary>A signed webhook was kept; what it is about is to be fetched and applied. Billing's own.</summary>
[EventName("billing.stripe-event-received.v1")]
internal sealed record StripeEventReceived(string Id, string Type, string ObjectId, DateTimeOffset CreatedAt) : IIntegrationEvent;

/// <summary>A checkout that was to be closed turned out to be paid. Billing's own.</summary>
[EventName("billing.checkout-found-paid.v1")]
internal sealed record CheckoutFoundPaid(PurchaseId Purchase, string SessionId) : IIntegrationEvent;

/// <summary>Money is to go back that nobody but Billing knows of: a second payment. Billing's own.</summary>
[EventName("billing.refund-owed.v1")]
internal sealed record RefundOwed(RefundId Refund) : IIntegrationEvent;
