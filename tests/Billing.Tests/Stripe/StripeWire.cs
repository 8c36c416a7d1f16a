using System.Net;
using LeadMarket.Billing.Infrastructure.Stripe;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LeadMarket.Billing.Tests.Stripe;

/// <summary>The real client and gateway on a handler that answers from a script and keeps what was sent.</summary>
internal sealed class StripeWire : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _script = new();

    public List<SentRequest> Sent { get; } = [];

    public ImpatientClock Clock { get; } = new();

    public StripeClient Client => new(
        new HttpClient(this, disposeHandler: false) { BaseAddress = new Uri("https://api.stripe.com") }, Settings,
        new StripeWatch(Alarms.Scopes, Clock, NullLogger<StripeWatch>.Instance), Clock, NullLogger<StripeClient>.Instance);

    public StripeGateway Gateway => new(Client, Settings);

    public IOptions<StripeOptions> Settings { get; } = Options.Create(new StripeOptions { SecretKey = "sk_test_1", WebhookSecrets = ["whsec_1"] });

    /// <summary>What operators were told of.</summary>
    public HeardAlarms Alarms { get; } = new();

    public StripeWire Answers(int status, string body = "{}", string? shouldRetry = null)
    {
        _script.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
            if (shouldRetry is not null) response.Headers.Add("Stripe-Should-Retry", shouldRetry);
            return response;
        });
        return this;
    }

    public StripeWire Fails(Exception failure)
    {
        _script.Enqueue(() => throw failure);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add(new SentRequest(
            request.Method.Method, request.RequestUri!.PathAndQuery,
            request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Content?.Headers.ContentType?.ToString(),
            request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null));
        return _script.Dequeue()();
    }
}

internal sealed record SentRequest(string Method, string Path, string? Body, string? ContentType, string? Key);

/// <summary>Lets the waits between tries pass at once and keeps how long they would have been; time-outs stay real.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestWait) return base.CreateTimer(callback, state, dueTime, period);
        Waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
    }
}
