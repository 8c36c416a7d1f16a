using System.Text;
using System.Text.Json;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using Microsoft.Extensions.Options;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Signature first, then the body: nothing of a stranger's is parsed.</summary>
internal sealed class StripeWebhookReader(IOptions<StripeOptions> options, TimeProvider clock) : IWebhookReader
{
    public ReadWebhook Read(IReadOnlyList<string?> signatureHeaders, ReadOnlySpan<byte> body)
    {
        // Two headers: which one a proxy before us has looked at is anybody's guess.
        if (signatureHeaders is not [{ } header]) return default;
        return StripeSignature.IsValid(header, body, options.Value.WebhookSecrets, clock.GetUtcNow())
            ? StripeEventReading.Read(body, options.Value.LiveMode)
            : default;
    }
}

/// <summary>Stripe's event objects.</summary>
internal static class StripeEventReading
{
    private const long LastSecond = 253_402_300_799; // 9999-12-31, the last that a timestamp can hold

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The event; none when it isn't one, or is of the other mode: test money must unlock nothing in production.</summary>
    public static ReadWebhook Read(ReadOnlySpan<byte> json, bool liveMode)
    {
        try
        {
            var body = JsonSerializer.Deserialize(json, StripeJson.Default.StripeEventBody);
            if (body is not { Id: { } id, Type: { } type, Created: >= 0 and <= LastSecond and var created, Livemode: { } live }
                || !IsPlain(id) || !IsPlain(type) || (body.Data?.Object?.Id is { } about && !IsPlain(about))) return default;
            return live == liveMode
                ? new ReadWebhook(new StripeEvent(id, type, body.Data?.Object?.Id ?? "", DateTimeOffset.FromUnixTimeSeconds(created), Strict.GetString(json)))
                : new ReadWebhook(Event: null, OtherMode: true);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            return default;
        }
    }

    // Ids and types go into rows and into addresses of requests.
    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= 255 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
