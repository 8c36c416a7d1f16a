using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadMarket.Billing.Application.Ports;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>Stripe over HTTP: keys and retries as Stripe's own client does them, answers sorted into done, refused and unknown.</summary>
internal sealed class StripeClient(
    HttpClient http, IOptions<StripeOptions> options, StripeWatch watch, TimeProvider clock, ILogger<StripeClient> log)
{
    public const string Version = "2026-10-28.endive";

    private readonly ResiliencePipeline<StripeReply> _hurried = StripeRetries.Make(clock, StripeRetries.WhileSomebodyWaits);
    private readonly ResiliencePipeline<StripeReply> _patient = StripeRetries.Make(clock, StripeRetries.WhileNobodyWaits);

    public Task<GatewayAnswer<T>> Get<T>(string path, StripeForm query, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class =>
        Send(_hurried, () => Get(path, query), type, cancel);

    /// <summary>For long lists that a nightly job reads: nobody waits, and no row is leased meanwhile.</summary>
    public Task<GatewayAnswer<T>> GetPatiently<T>(string path, StripeForm query, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class =>
        Send(_patient, () => Get(path, query), type, cancel);

    /// <param name="key">The idempotency key, kept with a row before this call.</param>
    public Task<GatewayAnswer<T>> Post<T>(string path, StripeForm form, string key, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var body = Encoding.UTF8.GetBytes(form.Encode());
        return Send(_hurried, () => Post(path, body, key), type, cancel);
    }

    /// <summary>Without a key, which Stripe would not look at: what is gone stays gone, and a repeat is refused.</summary>
    public Task<GatewayAnswer<T>> Delete<T>(string path, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class =>
        Send(_hurried, () => new HttpRequestMessage(HttpMethod.Delete, path), type, cancel);

    private static HttpRequestMessage Get(string path, StripeForm query)
    {
        var encoded = query.Encode();
        return new HttpRequestMessage(HttpMethod.Get, encoded.Length == 0 ? path : $"{path}?{encoded}");
    }

    private static HttpRequestMessage Post(string path, byte[] body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        // Set for an empty body as well: Stripe takes nothing else.
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private async Task<GatewayAnswer<T>> Send<T>(
        ResiliencePipeline<StripeReply> retries, Func<HttpRequestMessage> request, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        try
        {
            var reply = await retries.ExecuteAsync(async token => await Ask(request, token), cancel);
            // Events tell their mode one by one, and their reader leaves out those of the other.
            var isOfEvents = typeof(T) == typeof(StripeList<JsonElement>);
            return await IsFromOurAccount(reply, request, isOfEvents) ? reply.Read(type, log) : GatewayAnswer<T>.Unknown;
        }
        catch (Exception lost) when (StripeRetries.IsLostConnection(lost) && !cancel.IsCancellationRequested)
        {
            log.LogWarning(lost, "Stripe did not answer.");
            return GatewayAnswer<T>.Unknown;
        }
    }

    // What the other mode says is nothing: test money must unlock nothing in production, and real money must not be tested with.
    private async Task<bool> IsFromOurAccount(StripeReply reply, Func<HttpRequestMessage> request, bool isOfEvents)
    {
        if (reply.RefusesOurKey)
        {
            using var refused = request();
            await watch.Refused(refused.Method.Method, Path(refused), (int)reply.Status, reply.RequestId);
        }
        else if (reply.IsSuccess)
        {
            await watch.Answered();
            if (!isOfEvents && reply.IsOfOtherMode(options.Value.LiveMode))
            {
                using var answered = request();
                await watch.WrongMode(answered.Method.Method, Path(answered), reply.RequestId);
                return false;
            }
        }

        return true;
    }

    private static string Path(HttpRequestMessage request) => request.RequestUri!.OriginalString.Split('?')[0];

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
