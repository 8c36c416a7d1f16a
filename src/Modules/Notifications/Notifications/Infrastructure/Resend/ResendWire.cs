using System.Text.Json.Serialization;

namespace LeadMarket.Notifications.Infrastructure.Resend;

/// <summary>The body of <c>POST /emails</c>.</summary>
internal sealed record ResendEmail(
    string From, IReadOnlyList<string> To, string ReplyTo, string Subject, string Html, string Text, IReadOnlyList<ResendTag> Tags, ResendHeaders? Headers);

/// <summary>Headers that mail programs show a button for (RFC 2369 and RFC 8058). Resend signs them with the rest.</summary>
internal sealed record ResendHeaders(
    [property: JsonPropertyName("List-Unsubscribe")] string ListUnsubscribe,
    [property: JsonPropertyName("List-Unsubscribe-Post")] string ListUnsubscribePost);

internal sealed record ResendTag(string Name, string Value);

internal sealed record ResendReceipt(string? Id);

/// <param name="Name">Such as <c>rate_limit_exceeded</c>.</param>
internal sealed record ResendError(string? Name, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResendEmail))]
[JsonSerializable(typeof(ResendReceipt))]
[JsonSerializable(typeof(ResendError))]
internal sealed partial class ResendJson : JsonSerializerContext;
