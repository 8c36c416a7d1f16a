using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>What Billing refuses, by stable code.</summary>
internal static class BillingErrors
{
    public static readonly Error UnknownPlan = Error.Invalid("billing.unknown-plan", "plan");

    /// <summary>A total of 1 to 49 cents: under what Stripe charges to a card, and too much to give away unasked.</summary>
    public static readonly Error AmountTooSmall = Error.Conflict("billing.amount-too-small");

    /// <summary>Nobody can be the only buyer of such a lead, or they have paid as much already.</summary>
    public static readonly Error NoExclusivePrice = Error.Conflict("billing.no-exclusive-price");

    public static readonly Error CheckoutClosed = Error.Conflict("billing.checkout-closed");

    public static readonly Error PaymentsRefused = Error.Unavailable("billing.payments-refused");

    public static readonly Error NothingToRefund = Error.Conflict("billing.nothing-to-refund");

    public static readonly Error RefundTooLarge = Error.Conflict("billing.refund-too-large");

    public static readonly Error RefundNotFound = Error.NotFound("billing.refund-not-found");

    public static readonly Error NothingOwed = Error.Conflict("billing.nothing-owed");

    /// <summary>The bank has the money.</summary>
    public static readonly Error Disputed = Error.Conflict("billing.disputed");

    public static readonly Error PurchaseNotFound = Error.NotFound("billing.purchase-not-found");

    /// <summary>News of what became of a payment came before the payment itself; it can be told again.</summary>
    public static readonly Error PaymentNotBooked = Error.Unavailable("billing.payment-not-booked");

    public static readonly Error StripeUnavailable = Error.Unavailable("billing.stripe-unavailable");

    /// <summary>The price is another by now than the one that was agreed to, or that a discount was reckoned on.</summary>
    public static readonly Error PriceChanged = Error.Conflict(CardRefusals.PaymentChanged);

    public static readonly Error DocumentNotFound = Error.NotFound("billing.document-not-found");

    public static readonly Error StatementNotFound = Error.NotFound("billing.statement-not-found");

    public static readonly Error PeriodInvalid = Error.Invalid("billing.period-invalid", "to");

    public static readonly Error AlarmNotFound = Error.NotFound("billing.alarm-not-found");

    public static readonly Error PlanIsFree = Error.Invalid("billing.plan-is-free", "plan");

    public static readonly Error AlreadySubscribed = Error.Conflict("billing.already-subscribed");

    public static readonly Error NotSubscribed = Error.Conflict("billing.not-subscribed");

    public static readonly Error SamePlan = Error.Conflict("billing.same-plan");

    public static readonly Error ChangePending = Error.Conflict("billing.change-pending");

    /// <summary>A month is not paid; plans are not changed on credit.</summary>
    public static readonly Error PaymentDue = Error.Conflict("billing.payment-due");

    /// <summary>A dearer plan is kept for a month.</summary>
    public static readonly Error CheaperLater = Error.Conflict("billing.cheaper-later");

    public static readonly Error PreviewOutdated = Error.Conflict("billing.preview-outdated");

    public static readonly Error CardNotFound = Error.NotFound("billing.card-not-found");

    /// <summary>A plan's next month would find no card.</summary>
    public static readonly Error CardPaysPlan = Error.Conflict("billing.card-pays-plan");

    public static readonly Error ReconciliationNotFound = Error.NotFound("billing.reconciliation-not-found");
}
