using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadMarket.Leads.Application.Conversions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LeadMarket.Leads.Infrastructure.Meta;

/// <summary>Tells Meta's Conversions API of leads (developers.facebook.com, Conversions API, using the API).</summary>
// No retries here: the rows keep them, so that they outlive the process.
internal sealed partial class MetaConversions(HttpClient http, MetaEvents events, IOptions<MetaOptions> options, ILogger<MetaConversions> log) : IAdvertiser
{
    /// <summary>The version of Meta's own SDKs in late 2026.</summary>
    public const string Version = "v26.0";

    /// <summary>What Meta advises for a server's calls.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(1500);

    public async Task<AdvertiserAnswer> Tell(IReadOnlyList<DueConversion> conversions, CancellationToken cancel)
    {
        var settings = options.Value;
        var body = new MetaRequest([.. conversions.Select(events.Of)], settings.TestEventCode is { Length: > 0 } code ? code : null);
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, MetaJson.Default.MetaRequest));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var address = new Uri($"{Version}/{settings.PixelId}/events?access_token={Uri.EscapeDataString(settings.AccessToken)}", UriKind.Relative);
        try
        {
            using var response = await http.PostAsync(address, content, cancel);
            return Read((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancel));
        }
        catch (HttpRequestException lost)
        {
            return new AdvertiserAnswer.Unavailable($"network: {lost.HttpRequestError}");
        }
        catch (IOException)
        {
            return new AdvertiserAnswer.Unavailable("network: broken answer");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new AdvertiserAnswer.Unavailable("timeout");
        }
    }

    private AdvertiserAnswer Read(int status, byte[] body)
    {
        var error = Parse(body, MetaJson.Default.MetaErrorBody)?.Error;
        if (status is >= 400 and < 500 && MetaAnswers.IsAboutUs(status, error)) LogAboutUs(status, error?.Code);
        return MetaAnswers.Read(status, Parse(body, MetaJson.Default.MetaReceipt), error);
    }

    private static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try { return JsonSerializer.Deserialize(body, type); }
        catch (JsonException) { return null; }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Meta refuses us with {Status} {Code}: the token, its rights or the pace needs someone to look.")]
    private partial void LogAboutUs(int status, int? code);
}
