using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <param name="Amount">What was really captured, also when it isn't what was asked, and the credits spent.</param>
/// <param name="Matches">It is what was asked for, from whom it was asked.</param>
internal sealed record CheckoutPaidDomainEvent(PurchaseId Purchase, ContractorId Contractor, Money Amount, bool Matches, DateTimeOffset At)
    : IDomainEvent;

internal sealed record CheckoutProcessingDomainEvent(PurchaseId Purchase, ContractorId Contractor, DateTimeOffset At) : IDomainEvent;

internal sealed record CheckoutClosedDomainEvent(PurchaseId Purchase, DateTimeOffset At) : IDomainEvent;
