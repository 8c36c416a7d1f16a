using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>How far a contractor is with a lead they bought.</summary>
public enum LeadProgress
{
    New,
    Contacted,
    Quoted,
    Won,
    Lost,
}

/// <summary>How a contractor tried to reach the homeowner.</summary>
public enum AttemptWay
{
    Call,
    Text,
    Email,
}

/// <summary>What came of a try to reach the homeowner.</summary>
public enum AttemptOutcome
{
    /// <summary>They spoke, or the homeowner answered.</summary>
    Reached,
    NoAnswer,
    Voicemail,
    WrongNumber,

    /// <summary>The number is not in service.</summary>
    OutOfService,

    /// <summary>A text or e-mail went out.</summary>
    Sent,
}

/// <summary>Says how far a contractor is with a lead. Any move is allowed: people correct themselves.</summary>
/// <param name="Cents">What was quoted (<see cref="LeadProgress.Quoted"/>) or is earned (<see cref="LeadProgress.Won"/>), before tax, 0 to <see cref="MostCents"/>;
/// ignored otherwise. Null leaves what was said before.</param>
/// <param name="QuotedCents">Of a won one, what had been quoted, before tax, in the same range; ignored otherwise. Null leaves what was said before.</param>
/// <remarks>Refused with <c>purchasing.unlock-not-found</c> (also when its money went back), <c>validation.failed</c>.</remarks>
public sealed record SetLeadProgress(ContractorId Contractor, UnlockId Unlock, LeadProgress Progress, long? Cents = null, long? QuotedCents = null) : ICommand
{
    /// <summary>A million dollars: more is a slip of the finger.</summary>
    public const long MostCents = 100_000_000;
}

/// <summary>Keeps a note on a lead, for the contractor alone. Destroyed with the contact.</summary>
/// <param name="Note">Made with the form, so that a double click keeps one.</param>
/// <param name="Text">1 to 2000 characters.</param>
/// <remarks>Idempotent on the note's id. Refused with <c>purchasing.unlock-not-found</c>, <c>validation.failed</c>, <c>purchasing.contact-withdrawn</c>,
/// <c>purchasing.notes-full</c> (200 are kept).</remarks>
public sealed record AddLeadNote(ContractorId Contractor, UnlockId Unlock, Guid Note, string? Text) : ICommand;

/// <summary>Idempotent. Refused with <c>purchasing.unlock-not-found</c>.</summary>
public sealed record RemoveLeadNote(ContractorId Contractor, UnlockId Unlock, Guid Note) : ICommand;

/// <summary>Logs a try to reach the homeowner, now: the server's clock is what a return is judged by. Cannot be changed or removed. A lead that is still
/// new becomes contacted.</summary>
/// <param name="Attempt">Made with the form, so that a double click logs one.</param>
/// <remarks>Idempotent on the attempt's id. Refused with <c>purchasing.unlock-not-found</c>, <c>purchasing.contact-withdrawn</c>,
/// <c>purchasing.attempts-full</c> (100 are logged), <c>validation.failed</c> (an outcome that does not go with the way).</remarks>
public sealed record LogContactAttempt(ContractorId Contractor, UnlockId Unlock, Guid Attempt, AttemptWay Way, AttemptOutcome Outcome) : ICommand;

/// <summary>Asks to be reminded once, or no more.</summary>
/// <param name="At">Within a year from now; null takes the reminder away.</param>
/// <param name="Text">Up to 200 characters.</param>
/// <remarks>Refused with <c>purchasing.unlock-not-found</c>, <c>purchasing.contact-withdrawn</c>, <c>validation.failed</c>.</remarks>
public sealed record SetReminder(ContractorId Contractor, UnlockId Unlock, DateTimeOffset? At, string? Text = null) : ICommand;

/// <summary>The leads this contractor has ever paid for, newest first.</summary>
/// <param name="Cursor">Where the page before ended; an unreadable one starts again at the top.</param>
public sealed record ListMyLeads(ContractorId Contractor, MyLeadsFilter? Filter = null, string? Cursor = null) : IQuery<MyLeadsPage>;

/// <param name="Progress">Null for all.</param>
/// <param name="Search">Part of a name, area, e-mail or phone number, of which <see cref="LongestSearch"/> letters count; null for all.</param>
/// <param name="Reminders">Only those with a reminder to come.</param>
/// <param name="Returns">Only those with a return.</param>
public sealed record MyLeadsFilter(LeadProgress? Progress = null, string? Service = null, string? Search = null, bool Reminders = false, bool Returns = false)
{
    /// <summary>Longer than any name, address or number; what is cut off would find nothing more.</summary>
    public const int LongestSearch = 100;
}

/// <param name="ByProgress">How many there are of each over all pages and every filter but the progress.</param>
public sealed record MyLeadsPage(IReadOnlyList<MyLead> Items, string? NextCursor, int Total, IReadOnlyDictionary<LeadProgress, int> ByProgress);

/// <param name="Return">The latest, if there is one.</param>
public sealed record MyLead(BoardItem Item, UnlockView Unlock, LeadWork Work, ReturnView? Return)
{
    /// <summary>The upgrade that was last paid for this lead, whatever became of its money; null when there was none.</summary>
    public LeadUpgrade? Upgrade { get; init; }

    /// <summary>What this lead cost: its own charge, and the upgrade's unless that one alone gave its money back. What went back with the lead itself
    /// stays in it, as the lead's own does: its state says so.</summary>
    public IReadOnlyList<Charge> Charges =>
        new[] { Unlock.Charge, Upgrade is { } upgrade && (upgrade.IsKept || !LeadUpgrade.Keeps(Unlock.State)) ? upgrade.Charge : null }.OfType<Charge>().ToArray();
}

/// <summary>What a contractor paid to be a lead's only buyer.</summary>
/// <param name="State">As of <see cref="UnlockView"/>.</param>
public sealed record LeadUpgrade(UnlockId Id, string State, Charge Charge)
{
    /// <summary>Its money is with us, and on no way back.</summary>
    public bool IsKept => Keeps(State);

    internal static bool Keeps(string state) => state is "paid" or "disputed";
}

/// <param name="Quoted">Before tax.</param>
/// <param name="Earned">Before tax.</param>
/// <param name="ReminderAt">To come; null when there is none.</param>
/// <param name="ReminderText">Also of a reminder that was told: the notice is without it.</param>
/// <param name="Attempts">How many tries were logged.</param>
public sealed record LeadWork(
    LeadProgress Progress, Money? Quoted, Money? Earned, DateTimeOffset? ReminderAt, string? ReminderText, int Attempts, DateTimeOffset? LastAttemptAt);

/// <summary>One bought lead with everything its contractor has noted. Refused with <c>purchasing.unlock-not-found</c>, also for another contractor's.</summary>
public sealed record GetMyLead(ContractorId Contractor, UnlockId Unlock) : IQuery<MyLeadDetail>;

/// <param name="Steps">What happened, oldest first.</param>
/// <param name="ReturnReasons">What a return could be asked for, and until when.</param>
public sealed record MyLeadDetail(
    MyLead Lead, IReadOnlyList<LeadNote> Notes, IReadOnlyList<ContactAttempt> Attempts, IReadOnlyList<LeadStep> Steps, IReadOnlyList<ReturnOption> ReturnReasons);

/// <summary>What a contractor wrote down about a lead, for themselves.</summary>
public sealed record LeadNote(Guid Id, string Text, DateTimeOffset At);

/// <summary>A try to reach the homeowner, at the time of the server's clock.</summary>
public sealed record ContactAttempt(Guid Id, AttemptWay Way, AttemptOutcome Outcome, DateTimeOffset At);

/// <param name="Kind"><c>bought</c>, <c>upgraded</c>, <c>attempt</c>, <c>progress</c>, <c>note</c>, <c>reminder</c> (told), <c>return-requested</c>, <c>return-decided</c>, <c>appealed</c>,
/// <c>refunded</c>, <c>withdrawn</c>.</param>
/// <param name="Detail">A stable word to say more with, such as the progress or the outcome; null when there is none.</param>
public sealed record LeadStep(string Kind, string? Detail, DateTimeOffset At);

/// <summary>What bought leads became, and what they brought, of the months up to this one.</summary>
/// <param name="Months">1 to 24.</param>
public sealed record GetReturnOnSpend(ContractorId Contractor, int Months) : IQuery<ReturnOnSpend>;

/// <param name="Funnel">Of all the leads bought in these months and not given back: how many got at least so far. Lost ones count as far as they had got
/// when that is known, and as contacted otherwise.</param>
/// <param name="Spent">Before tax, upgrades included, less what went back whole.</param>
/// <param name="Earned">What contractors said that won leads brought.</param>
/// <param name="Months">By the month of buying, in the market's calendar; this one last.</param>
public sealed record ReturnOnSpend(IReadOnlyDictionary<LeadProgress, int> Funnel, int Returned, Money Spent, Money Earned, IReadOnlyList<SpendMonth> Months);

/// <param name="Month">1 to 12.</param>
public sealed record SpendMonth(int Year, int Month, int Leads, int Won, Money Spent, Money Earned);

/// <summary>The leads this contractor has paid for, newest first, as a spreadsheet lists them: part after part, so that no number of
/// them is too many.</summary>
/// <param name="Cursor">Where the part before ended; null: from the newest on.</param>
/// <param name="Most">How many at once.</param>
public sealed record ExportMyLeads(ContractorId Contractor, string? Cursor = null, int Most = ExportMyLeads.PartSize) : IQuery<MyLeadsPart>
{
    public const int PartSize = 500;
}

/// <param name="NextCursor">Null after the last part.</param>
public sealed record MyLeadsPart(IReadOnlyList<MyLead> Items, string? NextCursor);
