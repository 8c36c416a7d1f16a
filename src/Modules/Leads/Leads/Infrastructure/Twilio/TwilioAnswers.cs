using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Infrastructure.Twilio;

/// <summary>One answer of Twilio, read.</summary>
/// <param name="Verification">Of a success; absent when its body is not Twilio's, which is most likely a proxy's page.</param>
/// <param name="Code">Of a refusal: Twilio's own number for it.</param>
internal sealed record TwilioReply(int Status, TwilioVerification? Verification, int? Code);

/// <summary>What Twilio's answers mean for a homeowner (twilio.com/docs/api/errors).</summary>
internal static class TwilioAnswers
{
    private const int InvalidParameter = 60200;
    private const int MaxChecksReached = 60202;
    private const int MaxSendsReached = 60203;
    private const int NotFound = 20404;

    // No text can arrive there: no such number, a landline, or one that Twilio blocks for fraud or by country.
    private static readonly int[] UnreachableNumbers = [InvalidParameter, 60205, 60410, 60605, 21211];

    public static SendAnswer ToSend(TwilioReply reply) => reply switch
    {
        { Status: >= 200 and < 300, Verification: { Sid: { Length: > 0 } sid, Status: "pending" or "approved" } } => new SendAnswer(SendOutcome.Sent, sid),
        // Not transient, although they are 429: asking again in a moment gets the same answer.
        { Code: MaxSendsReached } => new SendAnswer(SendOutcome.TooManySends),
        { Code: MaxChecksReached } => new SendAnswer(SendOutcome.TooManyChecks),
        { Status: >= 400 and < 500, Code: { } code } when UnreachableNumbers.Contains(code) => new SendAnswer(SendOutcome.Unreachable),
        _ => new SendAnswer(SendOutcome.NotTaken),
    };

    public static CheckAnswer ToCheck(TwilioReply reply) => reply switch
    {
        { Status: >= 200 and < 300, Verification.Status: { } status } => status switch
        {
            "approved" => CheckAnswer.Right,
            // A wrong code is a success to Twilio.
            "pending" => CheckAnswer.Wrong,
            "max_attempts_reached" => CheckAnswer.TooManyChecks,
            "canceled" or "expired" or "deleted" or "failed" => CheckAnswer.Gone,
            _ => CheckAnswer.NotTaken,
        },
        { Code: MaxChecksReached or MaxSendsReached } => CheckAnswer.TooManyChecks,
        // Deleted once expired, approved or tried too often; also when there never was one.
        { Status: 404, Code: NotFound } => CheckAnswer.Gone,
        // The number was taken when the code was sent: it is the code that cannot be one of theirs.
        { Status: 400, Code: InvalidParameter } => CheckAnswer.Wrong,
        _ => CheckAnswer.NotTaken,
    };

    /// <summary>Nothing the homeowner did: our key, our service, our account.</summary>
    public static bool NeedsSomeone(TwilioReply reply) =>
        reply.Status is >= 400 and < 500 and not 429
        && reply.Code is not (NotFound or MaxChecksReached or MaxSendsReached)
        && !UnreachableNumbers.Contains(reply.Code ?? 0);
}
