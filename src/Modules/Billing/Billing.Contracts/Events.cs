using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>The whole amount of a purchase was settled, as Stripe itself said when asked.</summary>
/// <param name="Amount">What was captured, and the credits spent; the buyer of the event compares it with what it asked for.</param>
/// <param name="Matches">False when the money is not what Billing asked for: another amount, customer or session. It bought nothing and
/// has to go back, whatever the amount.</param>
[EventName("billing.checkout-paid.v1")]
public sealed record CheckoutPaid(PurchaseId Purchase, ContractorId Contractor, Money Amount, DateTimeOffset At, bool Matches = true) : IIntegrationEvent;

/// <summary>The buyer has submitted a way of paying that takes days: the purchase has to be kept until <see cref="CheckoutPaid"/> or <see cref="CheckoutClosed"/>.</summary>
[EventName("billing.checkout-processing.v1")]
public sealed record CheckoutProcessing(PurchaseId Purchase, ContractorId Contractor, DateTimeOffset At) : IIntegrationEvent;

/// <summary>Stripe closed a checkout that can no longer be paid.</summary>
[EventName("billing.checkout-closed.v1")]
public sealed record CheckoutClosed(PurchaseId Purchase, DateTimeOffset At) : IIntegrationEvent;

/// <summary>Money of a purchase went back: to a card, as Stripe confirmed, or to credits. Also when it was done in Stripe's dashboard.</summary>
/// <param name="Cause">The word that the refund was asked with; <c>stripe:re_…</c> for one made at Stripe.</param>
/// <param name="Whole">Nothing of the purchase is left paid.</param>
[EventName("billing.purchase-refunded.v1")]
public sealed record PurchaseRefunded(PurchaseId Purchase, ContractorId Contractor, string Cause, Money Amount, RefundWay Way, bool Whole, DateTimeOffset At)
    : IIntegrationEvent;

/// <summary>A card did not take its refund; the money is owed.</summary>
[EventName("billing.refund-failed.v1")]
public sealed record RefundFailed(PurchaseId Purchase, ContractorId Contractor, string Cause, Money Amount, DateTimeOffset At) : IIntegrationEvent;

/// <summary>The holder of a card disputes a payment; the bank has taken the money back for now.</summary>
[EventName("billing.purchase-disputed.v1")]
public sealed record PurchaseDisputed(PurchaseId Purchase, ContractorId Contractor, string Dispute, Money Amount, string Reason, DateTimeOffset At)
    : IIntegrationEvent;

/// <summary>The bank decided a dispute.</summary>
/// <param name="Won">The money is ours again.</param>
[EventName("billing.dispute-closed.v1")]
public sealed record DisputeClosed(PurchaseId Purchase, ContractorId Contractor, string Dispute, bool Won, DateTimeOffset At) : IIntegrationEvent;

/// <summary>An invoice or a credit note has its number.</summary>
/// <param name="Locale">The language the contractor reads.</param>
[EventName("billing.document-issued.v1")]
public sealed record DocumentIssued(
    DocumentId Document, DocumentKind Kind, DocumentSubject Subject, string Number, PurchaseId Purchase, ContractorId Contractor, BilledTo BilledTo, string Locale,
    IReadOnlyDictionary<string, string> Text, Money Total, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A contractor's rights changed from one plan to another, by paying, changing, cancelling or not paying.</summary>
[EventName("billing.plan-changed.v1")]
public sealed record PlanChanged(ContractorId Contractor, BilledTo? BilledTo, string Locale, string From, string To, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A plan's monthly payment failed. Once per bill.</summary>
/// <param name="Plan">By key.</param>
/// <param name="GraceUntil">Until when the plan is kept.</param>
/// <param name="NextTryAt">When Stripe tries the card again; null when it no longer will.</param>
[EventName("billing.plan-payment-failed.v1")]
public sealed record PlanPaymentFailed(
    ContractorId Contractor, BilledTo? BilledTo, string Locale, string Plan, Money Due, DateTimeOffset GraceUntil, DateTimeOffset? NextTryAt, DateTimeOffset At)
    : IIntegrationEvent;

/// <summary>Something about money needs an operator. Once while the alarm stands.</summary>
/// <param name="Kind">A stable word, such as <c>refund-failed</c>.</param>
/// <param name="Subject">What it is about: an id.</param>
/// <param name="Detail">For operators, in English.</param>
[EventName("billing.alarm-raised.v1")]
public sealed record AlarmRaised(Guid Alarm, string Kind, string Subject, string Detail, DateTimeOffset At) : IIntegrationEvent;
