using System.Text.Json.Serialization;

namespace LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;

// Only the fields that are read, as they are named since basil, clover and endive: periods stand on the items, an invoice
// names its subscription under its parent, and its payments are a list. States stay text: an unknown one must not throw.
internal sealed record Named(string Id);

internal sealed record PlanPage(
    string Id, string? Mode, string? Status, string? Url, string? Subscription, Dictionary<string, string>? Metadata);

internal sealed record PlanSubscription(
    string Id, string? Status, string? Customer, bool? CancelAtPeriodEnd, long? CancelAt, long? EndedAt, string? DefaultPaymentMethod,
    PlanInvoice? LatestInvoice, PlanPendingUpdate? PendingUpdate, StripeList<PlanItem>? Items, Dictionary<string, string>? Metadata);

internal sealed record PlanItem(string Id, PlanItemPrice? Price, long? CurrentPeriodEnd);

internal sealed record PlanItemPrice(
    string Id, long? UnitAmount, string? Currency, string? Product, Dictionary<string, string>? Metadata);

internal sealed record PlanPendingUpdate(long? ExpiresAt, IReadOnlyList<PlanItem>? SubscriptionItems);

internal sealed record PlanInvoice(
    string? Id, string? Status, string? Customer, string? BillingReason, string? Number, string? Currency, long? Subtotal, long? TotalExcludingTax,
    long? Total, IReadOnlyList<PlanTax>? TotalTaxes, long? AmountDue, long? AmountRemaining, long? StartingBalance, long? EndingBalance, int? AttemptCount,
    long? NextPaymentAttempt, long? Created, string? HostedInvoiceUrl, PlanParent? Parent, StripeList<PlanLine>? Lines,
    StripeList<PlanPayment>? Payments, PlanTransitions? StatusTransitions);

internal sealed record PlanTax(long Amount, PlanTaxRate? TaxRateDetails);

internal sealed record PlanTaxRate(string? TaxRate);

internal sealed record PlanParent(PlanSubscriptionDetails? SubscriptionDetails);

internal sealed record PlanSubscriptionDetails(string? Subscription, Dictionary<string, string>? Metadata);

internal sealed record PlanLine(
    string Id, long Amount, PlanPeriod? Period, PlanLineParent? Parent, PlanPricing? Pricing, IReadOnlyList<PlanTax>? Taxes);

internal sealed record PlanPeriod(long Start, long End);

internal sealed record PlanLineParent(PlanItemDetails? SubscriptionItemDetails);

internal sealed record PlanItemDetails(bool? Proration);

internal sealed record PlanPricing(PlanPriceDetails? PriceDetails);

internal sealed record PlanPriceDetails(string? Price);

internal sealed record PlanPayment(long? AmountPaid, string? Status, PlanPaidBy? Payment);

internal sealed record PlanPaidBy(string? Type, string? PaymentIntent);

internal sealed record PlanTransitions(long? FinalizedAt, long? PaidAt);

internal sealed record PlanTaxRateObject(string Id, decimal Percentage, Dictionary<string, string>? Metadata);

internal sealed record PlanPortal(string Url);

internal sealed record PlanCustomer(string Id, PlanCustomerSettings? InvoiceSettings);

internal sealed record PlanCustomerSettings(string? DefaultPaymentMethod);

internal sealed record PlanPaymentMethod(string Id, string? Customer, PlanCard? Card);

internal sealed record PlanCard(string? Brand, string? Last4, int? ExpMonth, int? ExpYear);

internal sealed record PlanSetup(string Id, string? Status, string? PaymentMethod);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(Named))]
[JsonSerializable(typeof(PlanPage))]
[JsonSerializable(typeof(PlanSubscription))]
[JsonSerializable(typeof(PlanInvoice))]
[JsonSerializable(typeof(PlanPortal))]
[JsonSerializable(typeof(PlanCustomer))]
[JsonSerializable(typeof(PlanPaymentMethod))]
[JsonSerializable(typeof(PlanSetup))]
[JsonSerializable(typeof(PlanTaxRateObject))]
[JsonSerializable(typeof(StripeList<PlanPage>), TypeInfoPropertyName = "Pages")]
[JsonSerializable(typeof(StripeList<PlanInvoice>), TypeInfoPropertyName = "Invoices")]
[JsonSerializable(typeof(StripeList<PlanLine>), TypeInfoPropertyName = "Lines")]
[JsonSerializable(typeof(StripeList<PlanItemPrice>), TypeInfoPropertyName = "Prices")]
[JsonSerializable(typeof(StripeList<PlanTaxRateObject>), TypeInfoPropertyName = "TaxRates")]
internal sealed partial class PlansJson : JsonSerializerContext;
