using LeadMarket.Notifications.Domain;

namespace LeadMarket.Notifications.Infrastructure.Twilio;

/// <summary>What Twilio's refusals mean for a text (twilio.com/docs/api/errors).</summary>
internal static class TwilioAnswers
{
    private const int OptedOut = 21610;
    private const int DailyLimit = 63038;

    // Our number or our account, not this text: it must survive until someone has looked.
    private static readonly int[] OurSettings = [20003, 20404, 21212, 21603, 21606, 21659];

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntilSomeoneLooks = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UntilQuotaIsTriedAgain = TimeSpan.FromHours(1);

    public static SubmissionAnswer Read(int status, int? code, TimeSpan? retryAfter)
    {
        var reason = FormattableString.Invariant($"{status} {code}").TrimEnd();
        return (status, code) switch
        {
            (_, DailyLimit) => new SubmissionAnswer.Held(reason, UntilQuotaIsTriedAgain, NeedsSomeone: true),
            // Never processed, so it can be said again without looking.
            (429, _) => new SubmissionAnswer.Held(reason, Wait(retryAfter), NeedsSomeone: false),
            (401 or 403 or 404, _) => new SubmissionAnswer.Held(reason, UntilSomeoneLooks, NeedsSomeone: true),
            (408, _) => new SubmissionAnswer.Uncertain(reason),
            ( >= 400 and < 500, OptedOut) => new SubmissionAnswer.OptedOut(reason),
            ( >= 400 and < 500, { } ours) when OurSettings.Contains(ours) => new SubmissionAnswer.Held(reason, UntilSomeoneLooks, NeedsSomeone: true),
            // 21211 no such number, 21614 not a mobile, 21408 a country that is switched off: it will never arrive.
            ( >= 400 and < 500, _) => new SubmissionAnswer.Refused(reason),
            _ => new SubmissionAnswer.Uncertain(reason),
        };
    }

    private static TimeSpan Wait(TimeSpan? retryAfter) => retryAfter is not { } wait || wait < Pause ? Pause : wait > LongestPause ? LongestPause : wait;
}
