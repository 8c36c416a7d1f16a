using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadMarket.Billing.Application.Ports;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Stripe over HTTP: keys and retries as Stripe's own client does them, answers sorted into done, refused and unknown.</summary>
internal sealed class StripeClient(HttpClient http, TimeProvider clock, ILogger<StripeClient> log)
{
    public const string Version = "2026-10-28.endive";

    private readonly ResiliencePipeline<StripeReply> _retries = StripeRetries.Make(clock);

    public Task<GatewayAnswer<T>> Get<T>(string path, StripeForm query, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var encoded = query.Encode();
        var address = encoded.Length == 0 ? path : $"{path}?{encoded}";
        return Send(() => new HttpRequestMessage(HttpMethod.Get, address), type, cancel);
    }

    /// <param name="key">The idempotency key, kept with a row before this call.</param>
    public Task<GatewayAnswer<T>> Post<T>(string path, StripeForm form, string key, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var body = Encoding.UTF8.GetBytes(form.Encode());
        return Send(() => Post(path, body, key), type, cancel);
    }

    private static HttpRequestMessage Post(string path, byte[] body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        // Set for an empty body as well: Stripe takes nothing else.
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private async Task<GatewayAnswer<T>> Send<T>(Func<HttpRequestMessage> request, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        try
        {
            var reply = await _retries.ExecuteAsync(async token => await Ask(request, token), cancel);
            return reply.Read(type, log);
        }
        catch (Exception lost) when (StripeRetries.IsLostConnection(lost) && !cancel.IsCancellationRequested)
        {
            log.LogWarning(lost, "Stripe did not answer.");
            return GatewayAnswer<T>.Unknown;
        }
    }

    // The body is read inside the try, so that a connection lost half way through an answer is asked again too.
    private async Task<StripeReply> Ask(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        using var request = make();
        using var response = await http.SendAsync(request, cancel);
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        var requestId = First(response, "Request-Id");
        log.LogInformation("Stripe {Method} {Path} {Status} {RequestId}",
            request.Method, request.RequestUri!.AbsolutePath, (int)response.StatusCode, requestId);
        return new StripeReply(response.StatusCode, body, First(response, "Stripe-Should-Retry"), requestId);
    }

    private static string? First(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.First() : null;
}

/// <summary>One HTTP answer of Stripe, whole.</summary>
internal sealed record StripeReply(HttpStatusCode Status, byte[] Body, string? ShouldRetry, string? RequestId)
{
    /// <summary>Sorts the answer. Only a refusal that is certain to have had no effect counts as one.</summary>
    public GatewayAnswer<T> Read<T>(JsonTypeInfo<T> type, ILogger log)
        where T : class
    {
        if ((int)Status is >= 200 and < 300) return Parse(type) is { } value ? GatewayAnswer<T>.Of(value) : GatewayAnswer<T>.Unknown;

        var error = Parse(StripeJson.Default.StripeErrorBody)?.Error;
        log.LogWarning("Stripe refused {RequestId} with {Status} {Type} {Code} {Param}: {Message}",
            RequestId, (int)Status, error?.Type, error?.Code, error?.Param, error?.Message);

        // 401 and 403 are about our key, not about what was asked: an operator mends that, and asking again then works.
        // 409: the same key is at work. 429: not now. A key used with another body, or a proxy's page, says nothing about
        // what the first request did.
        if ((int)Status is < 400 or 401 or 403 or 409 or 429 or >= 500 || error is null or { Type: "idempotency_error" }) return GatewayAnswer<T>.Unknown;

        return GatewayAnswer<T>.Refused(error switch
        {
            { Param: "expires_at" } => Refusal.ExpiryTooNear,
            { Code: "charge_already_refunded" } => Refusal.AlreadyRefunded,
            _ => Refusal.Other,
        });
    }

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
