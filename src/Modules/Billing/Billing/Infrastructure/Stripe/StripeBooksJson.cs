using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadMarket.Billing.Infrastructure.Stripe;

// What is only read to compare Stripe's books with ours.
internal sealed record StripeBalanceTransaction(
    string Id, string Type, string? ReportingCategory, JsonElement? Source, long Amount, long Fee, long Net, string Currency, long Created, long AvailableOn);

internal sealed record StripeBalance(IReadOnlyList<StripeHeld> Available, IReadOnlyList<StripeHeld> Pending);

internal sealed record StripeHeld(long Amount, string Currency);

internal sealed record StripeStatedDispute(string Id, string? PaymentIntent, string? Status, long Amount);

internal sealed record StripeBill(
    string Id, string? Status, string Currency, long Total, long AmountPaid, StripeBillParent? Parent, StripeList<StripeBillPayment>? Payments);

internal sealed record StripeBillParent(StripeBillSubscription? SubscriptionDetails);

internal sealed record StripeBillSubscription(Dictionary<string, string>? Metadata);

internal sealed record StripeBillPayment(StripeBillPaidBy? Payment);

internal sealed record StripeBillPaidBy(string? PaymentIntent);

// A context of its own: the generator takes only one declaration of each.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(StripeBalance))]
[JsonSerializable(typeof(StripeStatedDispute))]
[JsonSerializable(typeof(StripeBill))]
[JsonSerializable(typeof(StripeList<StripeStatedDispute>), TypeInfoPropertyName = "StatedDisputes")]
[JsonSerializable(typeof(StripeList<StripeBill>), TypeInfoPropertyName = "Bills")]
[JsonSerializable(typeof(StripeList<StripePaymentIntent>), TypeInfoPropertyName = "Intents")]
[JsonSerializable(typeof(StripeList<StripeBalanceTransaction>), TypeInfoPropertyName = "BalanceTransactions")]
internal sealed partial class StripeBooksJson : JsonSerializerContext;
