using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>The whole amount of a purchase was captured, as Stripe itself said when asked.</summary>
/// <param name="Amount">What was captured; the buyer of the event compares it with what it asked for.</param>
[EventName("billing.checkout-paid.v1")]
public sealed record CheckoutPaid(PurchaseId Purchase, ContractorId Contractor, Money Amount, DateTimeOffset At) : IIntegrationEvent;

/// <summary>Stripe closed a checkout that can no longer be paid.</summary>
[EventName("billing.checkout-closed.v1")]
public sealed record CheckoutClosed(PurchaseId Purchase, DateTimeOffset At) : IIntegrationEvent;
