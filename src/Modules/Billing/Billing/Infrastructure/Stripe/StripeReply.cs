using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadMarket.Billing.Application.Ports;
using Microsoft.Extensions.Logging;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>One HTTP answer of Stripe, whole.</summary>
internal sealed record StripeReply(HttpStatusCode Status, byte[] Body, string? ShouldRetry, string? RequestId)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>About our key, not about what was asked.</summary>
    public bool RefusesOurKey => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    /// <summary>Whether it, or one item of a list, is of real money where ours is not, or the reverse. What doesn't say is not: balances,
    /// errors, what is unreadable. Only what an object says itself counts, not what lies within it.</summary>
    public bool IsOfOtherMode(bool liveMode)
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            return (List(json.RootElement) ?? []).Prepend(json.RootElement).Any(each => Mode(each) == !liveMode);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Sorts the answer. Only a refusal that is certain to have had no effect counts as one.</summary>
    public GatewayAnswer<T> Read<T>(JsonTypeInfo<T> type, ILogger log)
        where T : class
    {
        if (IsSuccess) return Parse(type) is { } value ? GatewayAnswer<T>.Of(value) : GatewayAnswer<T>.Unknown;

        var error = Parse(StripeJson.Default.StripeErrorBody)?.Error;
        log.LogWarning("Stripe refused {RequestId} with {Status} {Type} {Code} {DeclineCode} {Param}: {Message}",
            RequestId, (int)Status, error?.Type, error?.Code, error?.DeclineCode, error?.Param, error?.Message);

        // 401 and 403 are about our key, not about what was asked: an operator mends that, and asking again then works.
        // 409: the same key is at work. 429: not now. A key used with another body, or a proxy's page, says nothing about
        // what the first request did.
        if (RefusesOurKey || (int)Status is < 400 or 409 or 429 or >= 500 || error is null or { Type: "idempotency_error" }) return GatewayAnswer<T>.Unknown;
        return GatewayAnswer<T>.Refused(Reason(error), error.PaymentIntent?.Id);
    }

    // https://docs.stripe.com/error-codes, https://docs.stripe.com/declines/codes
    public static Refusal Reason(StripeError error) => (error.Code, error.DeclineCode) switch
    {
        ("resource_missing", _) => Refusal.NotFound,
        ("resource_already_exists", _) => Refusal.AlreadyExists,
        ("charge_already_refunded", _) => Refusal.AlreadyRefunded,
        ("charge_disputed", _) => Refusal.Disputed,
        ("authentication_required", _) or (_, "authentication_required") => Refusal.AuthenticationRequired,
        (_, "insufficient_funds") => Refusal.InsufficientFunds,
        ("expired_card", _) or (_, "expired_card") => Refusal.ExpiredCard,
        ("incorrect_cvc" or "invalid_cvc" or "incorrect_number" or "invalid_number" or "invalid_expiry_month" or "invalid_expiry_year", _) => Refusal.IncorrectCard,
        ("card_declined", _) => Refusal.CardDeclined,
        _ when error.Param is "expires_at" => Refusal.ExpiryTooNear,
        _ => Refusal.Other,
    };

    private static bool? Mode(JsonElement item) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty("livemode", out var live) && live.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? live.GetBoolean()
            : null;

    private static IEnumerable<JsonElement>? List(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Array ? data.EnumerateArray() : null;

    private T? Parse<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
