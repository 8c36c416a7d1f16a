using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Subscriptions;

/// <summary>A subscription names a bill that was not looked at yet; only the system may book it. Billing's own.</summary>
[EventName("billing.plan-bill-seen.v1")]
internal sealed record PlanBillSeen(string InvoiceId) : IIntegrationEvent;

/// <summary>A subscription names a card that was not looked at yet. Billing's own.</summary>
[EventName("billing.card-seen.v1")]
internal sealed record CardSeen(string PaymentMethod) : IIntegrationEvent;

/// <summary>Stripe bills a contractor twice; the first subscription stays. Billing's own.</summary>
[EventName("billing.second-subscription-found.v1")]
internal sealed record SecondSubscriptionFound(string StripeId, ContractorId Contractor) : IIntegrationEvent;

/// <summary>Somebody subscribed on another page; this one shall not be paid as well. Billing's own.</summary>
[EventName("billing.page-replaced.v1")]
internal sealed record PageReplaced(string SessionId) : IIntegrationEvent;

/// <summary>Stripe refuses to open a page for a plan; operators are to know. Billing's own.</summary>
[EventName("billing.page-refused.v1")]
internal sealed record PageRefused(SubscriptionId Subscription) : IIntegrationEvent;

/// <summary>A subscription is billed at a price that is no plan of ours, and gives no rights. Billing's own.</summary>
[EventName("billing.unknown-price-seen.v1")]
internal sealed record UnknownPriceSeen(string StripeId, string Price) : IIntegrationEvent;
