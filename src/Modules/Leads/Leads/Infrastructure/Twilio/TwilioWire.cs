using System.Text.Json.Serialization;

namespace LeadMarket.Leads.Infrastructure.Twilio;

// Only the fields that are read. The status stays text: an unknown one must not throw.
internal sealed record TwilioVerification(string? Sid, string? Status);

internal sealed record TwilioError(int? Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TwilioVerification))]
[JsonSerializable(typeof(TwilioError))]
internal sealed partial class TwilioJson : JsonSerializerContext;
