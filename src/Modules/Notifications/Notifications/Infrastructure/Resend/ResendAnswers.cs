using System.Net;
using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Infrastructure.Resend;

/// <summary>What Resend's refusals mean for a message (resend.com/docs/api-reference/errors).</summary>
internal static class ResendAnswers
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilSomeoneLooks = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UntilQuotaIsTriedAgain = TimeSpan.FromHours(1);

    public static SubmissionAnswer Read(HttpStatusCode status, string? name, TimeSpan? retryAfter)
    {
        var reason = $"{(int)status} {name}".TrimEnd();
        return (status, name) switch
        {
            (HttpStatusCode.TooManyRequests, "daily_quota_exceeded" or "monthly_quota_exceeded") =>
                new SubmissionAnswer.Held(reason, UntilQuotaIsTriedAgain, NeedsSomeone: true),
            (HttpStatusCode.TooManyRequests, _) => new SubmissionAnswer.Held(reason, Pause(retryAfter), NeedsSomeone: false),

            // Our key or our domain, not this message: it must survive until someone has mended the account.
            (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) =>
                new SubmissionAnswer.Held(reason, UntilSomeoneLooks, NeedsSomeone: true),

            // An earlier attempt with this key is still under way.
            (HttpStatusCode.Conflict, "concurrent_idempotent_requests") => new SubmissionAnswer.Uncertain(reason),
            (HttpStatusCode.RequestTimeout, _) => new SubmissionAnswer.Uncertain(reason),

            // With invalid_idempotent_request among them: the content of a frozen message changed, which is a bug of ours.
            ( >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError, _) => new SubmissionAnswer.Refused(reason),
            _ => new SubmissionAnswer.Uncertain(reason),
        };
    }

    private static TimeSpan Pause(TimeSpan? retryAfter) =>
        retryAfter is not { } wait || wait < DefaultPause ? DefaultPause : wait > LongestPause ? LongestPause : wait;
}
