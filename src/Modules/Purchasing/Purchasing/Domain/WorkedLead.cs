using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Domain;

/// <summary>How far a contractor is with a lead they bought, what it brings, and what they want to be reminded of.</summary>
internal sealed class WorkedLead
{
    private WorkedLead()
    {
    }

    public UnlockId UnlockId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public LeadProgress Progress { get; private set; }

    /// <summary>As far as it is, and of a lost one as far as it had got.</summary>
    public LeadProgress Furthest { get; private set; }

    /// <summary>Before tax.</summary>
    public long? QuotedCents { get; private set; }

    /// <summary>Before tax.</summary>
    public long? EarnedCents { get; private set; }

    /// <summary>To come; null when there is none.</summary>
    public DateTimeOffset? ReminderAt { get; private set; }

    /// <summary>May name the homeowner: destroyed with the contact.</summary>
    public string? ReminderText { get; private set; }

    public static WorkedLead Begin(Unlock unlock) => new() { UnlockId = unlock.Id, ContractorId = unlock.ContractorId };

    /// <summary>People correct themselves: a lead marked won by mistake has not been won.</summary>
    /// <param name="cents">What was quoted or is earned; null leaves what was said before.</param>
    /// <param name="quoted">What a won one had been quoted for; null leaves what was said before. It is no step back.</param>
    /// <returns>The step to keep; null when it is as far as before.</returns>
    public LeadMove? Move(LeadProgress progress, long? cents, DateTimeOffset at, long? quoted = null)
    {
        if (progress is LeadProgress.Quoted) QuotedCents = cents ?? QuotedCents;
        if (progress is LeadProgress.Won) QuotedCents = quoted ?? QuotedCents;
        if (progress is LeadProgress.Won) EarnedCents = cents ?? EarnedCents;
        if (progress == Progress) return null;

        Progress = progress;
        if (progress is not LeadProgress.Lost) Furthest = progress;
        return LeadMove.Of(this, LeadMove.Progress, progress.Spelled(), at);
    }

    public void Remind(DateTimeOffset at, string? text) => (ReminderAt, ReminderText) = (at, text);

    public void ForgetReminder() => (ReminderAt, ReminderText) = (null, null);

    /// <summary>The reminder's time has come: it is told now, and never again.</summary>
    /// <returns>The step to keep; null when there is nothing to tell.</returns>
    public LeadMove? TellReminder(DateTimeOffset at)
    {
        if (ReminderAt is not { } due || due > at) return null;
        // The words stay on the lead's page: the notice, which may outlast an erasure, is without them.
        ReminderAt = null;
        return LeadMove.Of(this, LeadMove.ReminderTold, null, at);
    }
}

/// <summary>Something that happened to a bought lead, kept for good.</summary>
internal sealed class LeadMove
{
    public const string Progress = "progress";
    public const string ReminderTold = "reminder";

    private LeadMove()
    {
    }

    public Guid Id { get; private set; }

    public UnlockId UnlockId { get; private set; }

    public ContractorId ContractorId { get; private set; }

    public string Kind { get; private set; } = "";

    public string? Detail { get; private set; }

    public DateTimeOffset MovedAt { get; private set; }

    public static LeadMove Of(WorkedLead lead, string kind, string? detail, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), UnlockId = lead.UnlockId, ContractorId = lead.ContractorId, Kind = kind, Detail = detail, MovedAt = at,
    };
}
