using System.Text.Json.Serialization;

namespace LeadMarket.Billing.Infrastructure.Stripe;

internal sealed record StripeDispute(
    string Id, string? PaymentIntent, long Amount, string Currency, string? Reason, string? Status, long Created, StripeEvidence? EvidenceDetails,
    IReadOnlyList<StripeBalanceTransaction>? BalanceTransactions);

internal sealed record StripeEvidence(long? DueBy);

internal sealed record StripeFraudWarning(string Id, string? PaymentIntent, string? FraudType);

// A context of its own: the generator takes only one declaration of each.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(StripeDispute))]
[JsonSerializable(typeof(StripeFraudWarning))]
internal sealed partial class StripeDisputeJson : JsonSerializerContext;
