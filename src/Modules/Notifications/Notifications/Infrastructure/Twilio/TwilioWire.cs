using System.Text.Json.Serialization;

namespace LeadMarket.Notifications.Infrastructure.Twilio;

// Only the fields that are read.
/// <param name="DateCreated">RFC 2822, to the second.</param>
internal sealed record TwilioMessage(string? Sid, string? Body, string? DateCreated);

internal sealed record TwilioMessageList(IReadOnlyList<TwilioMessage>? Messages, string? NextPageUri);

internal sealed record TwilioError(int? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TwilioMessage))]
[JsonSerializable(typeof(TwilioMessageList))]
[JsonSerializable(typeof(TwilioError))]
internal sealed partial class TwilioJson : JsonSerializerContext;
