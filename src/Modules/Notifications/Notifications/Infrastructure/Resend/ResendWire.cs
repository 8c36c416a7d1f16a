using System.Text.Json.Serialization;

namespace LeadMarket.Notifications.Infrastructure.Resend;

/// <summary>The body of <c>POST /emails</c>.</summary>
internal sealed record ResendEmail(
    string From, IReadOnlyList<string> To, string ReplyTo, string Subject, string Html, string Text, IReadOnlyList<ResendTag> Tags);

internal sealed record ResendTag(string Name, string Value);

internal sealed record ResendReceipt(string? Id);

/// <param name="Name">Such as <c>rate_limit_exceeded</c>.</param>
internal sealed record ResendError(string? Name, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResendEmail))]
[JsonSerializable(typeof(ResendReceipt))]
[JsonSerializable(typeof(ResendError))]
internal sealed partial class ResendJson : JsonSerializerContext;
