using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace LeadMarket.Billing.Infrastructure.Stripe;

/// <summary>When a request is sent again with the same key: the rules of Stripe's own .NET client.</summary>
// stripe-dotnet, SystemNetHttpClient.ShouldRetry and SleepTime: two retries, Stripe-Should-Retry before the status,
// 0.5 s doubling to 5 s, three quarters of it at least, never under 0.5 s.
internal static class StripeRetries
{
    private const int Retries = 2;

    /// <summary>For one try when a person waits for the answer, or a leased row: an opening for 40 s, a message of the outbox for 60 s.</summary>
    public static readonly TimeSpan WhileSomebodyWaits = TimeSpan.FromSeconds(10);

    /// <summary>For one try when nothing does: as long as Stripe's own client waits.</summary>
    public static readonly TimeSpan WhileNobodyWaits = TimeSpan.FromSeconds(80);

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static ResiliencePipeline<StripeReply> Make(TimeProvider clock, TimeSpan oneTry) =>
        new ResiliencePipelineBuilder<StripeReply> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<StripeReply>
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = outcome => ValueTask.FromResult(outcome.Outcome switch
                {
                    { Exception: { } failure } => IsLostConnection(failure),
                    { Result: { } reply } => IsWorthAsking(reply),
                    _ => false,
                }),
                DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(Delay(attempt.AttemptNumber)),
            })
            .AddTimeout(oneTry)
            .Build();

    public static bool IsLostConnection(Exception failure) =>
        failure is HttpRequestException or IOException or TimeoutRejectedException or TaskCanceledException;

    private static bool IsWorthAsking(StripeReply reply) => reply.ShouldRetry switch
    {
        "true" => true,
        "false" => false,
        _ => reply.Status is HttpStatusCode.Conflict || (int)reply.Status >= 500,
    };

    private static TimeSpan Delay(int attempt)
    {
        var whole = TimeSpan.FromSeconds(Math.Min(Shortest.TotalSeconds * Math.Pow(2, attempt), Longest.TotalSeconds));
        var jittered = whole * (0.75 + Random.Shared.NextDouble() * 0.25);
        return jittered < Shortest ? Shortest : jittered;
    }
}
