using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Domain;

/// <summary>A try to reach the homeowner. Evidence: never changed or removed.</summary>
internal sealed class LoggedAttempt
{
    /// <summary>So many on one lead. Nobody tries that often, and staff read every one of them.</summary>
    public const int Most = 100;

    private LoggedAttempt()
    {
    }

    public UnlockId UnlockId { get; private set; }

    /// <summary>Made with the form.</summary>
    public Guid Id { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public AttemptWay Way { get; private set; }

    public AttemptOutcome Outcome { get; private set; }

    public DateTimeOffset AttemptedAt { get; private set; }

    public static LoggedAttempt Log(Unlock unlock, Guid id, AttemptWay way, AttemptOutcome outcome, DateTimeOffset at) =>
        new() { UnlockId = unlock.Id, Id = id, ContractorId = unlock.ContractorId, Way = way, Outcome = outcome, AttemptedAt = at };

    /// <summary>Whether this can come of trying in that way: nobody answers a text with a voicemail, and a call is not sent.</summary>
    public static bool Goes(AttemptWay way, AttemptOutcome outcome) =>
        outcome is AttemptOutcome.Reached || (way is AttemptWay.Call) == (outcome is not AttemptOutcome.Sent);
}
