using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadMarket.Billing.Infrastructure.Stripe;

// Only the fields that are read. States stay text: Stripe adds new ones, and an unknown one must not throw.
internal sealed record StripeSession(
    string Id, string? Status, string? PaymentStatus, string? Url, string? ClientReferenceId, long? AmountTotal, string? Currency,
    string? PaymentIntent, string? Customer, Dictionary<string, string>? Metadata, string? Mode, string? Subscription, string? SetupIntent);

internal sealed record StripeCustomer(string Id);

internal sealed record StripePaymentIntent(
    string Id, string? Status, long AmountReceived, string Currency, string? Customer, Dictionary<string, string>? Metadata, string? PaymentMethod,
    StripeError? LastPaymentError);

internal sealed record StripeRefund(string Id, string? Status, string? PaymentIntent, long Amount, Dictionary<string, string>? Metadata);

internal sealed record StripeList<T>(IReadOnlyList<T> Data, bool HasMore);

internal sealed record StripeErrorBody(StripeError? Error);

internal sealed record StripeError(string? Type, string? Code, string? Param, string? Message, string? DeclineCode, StripeNamed? PaymentIntent);

internal sealed record StripeNamed(string? Id);

internal sealed record StripeEventBody(string? Id, string? Type, long? Created, bool? Livemode, StripeEventData? Data);

internal sealed record StripeEventData(StripeEventObject? Object);

internal sealed record StripeEventObject(string? Id);

// One declaration only, or the generator fails: an area with objects of its own has a context of its own, like StripeBooksJson.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(StripeSession))]
[JsonSerializable(typeof(StripeCustomer))]
[JsonSerializable(typeof(StripePaymentIntent))]
[JsonSerializable(typeof(StripeRefund))]
[JsonSerializable(typeof(StripeErrorBody))]
[JsonSerializable(typeof(StripeEventBody))]
[JsonSerializable(typeof(StripeList<StripeSession>), TypeInfoPropertyName = "Sessions")]
[JsonSerializable(typeof(StripeList<StripeRefund>), TypeInfoPropertyName = "Refunds")]
[JsonSerializable(typeof(StripeList<JsonElement>), TypeInfoPropertyName = "Events")]
internal sealed partial class StripeJson : JsonSerializerContext;
