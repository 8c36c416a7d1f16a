using System.Text.Json.Serialization;

namespace LeadMarket.Leads.Infrastructure.Meta;

/// <summary>The body of <c>POST /{pixel}/events</c>.</summary>
internal sealed record MetaRequest(IReadOnlyList<MetaEvent> Data, string? TestEventCode);

/// <param name="EventTime">Unix seconds.</param>
internal sealed record MetaEvent(
    string EventName, long EventTime, string EventId, string ActionSource, string EventSourceUrl, MetaUser UserData, MetaCustomData CustomData);

/// <param name="Em">E-mail addresses, hashed; so are <paramref name="Ph"/>, <paramref name="Zp"/> and <paramref name="Country"/>. The others never are.</param>
internal sealed record MetaUser(
    IReadOnlyList<string> Em, IReadOnlyList<string> Ph, IReadOnlyList<string> Zp, IReadOnlyList<string> Country,
    string? ClientIpAddress, string ClientUserAgent, string? Fbp, string? Fbc);

/// <summary>Nothing that tells who asked.</summary>
internal sealed record MetaCustomData(string Service, string Region);

internal sealed record MetaReceipt(int? EventsReceived);

internal sealed record MetaErrorBody(MetaError? Error);

internal sealed record MetaError(int? Code, int? ErrorSubcode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MetaRequest))]
[JsonSerializable(typeof(MetaReceipt))]
[JsonSerializable(typeof(MetaErrorBody))]
internal sealed partial class MetaJson : JsonSerializerContext;
