using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain;

/// <summary>What Billing refuses, by stable code.</summary>
internal static class BillingErrors
{
    public static readonly Error UnknownPlan = Error.Invalid("billing.unknown-plan", "plan");

    /// <summary>A total of 1 to 49 cents: under what Stripe charges to a card, and too much to give away unasked.</summary>
    public static readonly Error AmountTooSmall = Error.Conflict("billing.amount-too-small");

    public static readonly Error CheckoutClosed = Error.Conflict("billing.checkout-closed");

    public static readonly Error PaymentsRefused = Error.Unavailable("billing.payments-refused");

    public static readonly Error NothingToRefund = Error.Conflict("billing.nothing-to-refund");

    public static readonly Error StripeUnavailable = Error.Unavailable("billing.stripe-unavailable");
}
