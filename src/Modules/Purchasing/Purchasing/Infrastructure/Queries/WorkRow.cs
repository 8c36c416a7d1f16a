using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

/// <summary>What a contractor makes of a bought lead, as SQL yields it.</summary>
internal sealed record WorkRow(
    string Progress, long? QuotedCents, long? EarnedCents, DateTimeOffset? ReminderAt, string? ReminderText, int Attempts, DateTimeOffset? LastAttemptAt)
{
    /// <summary>Never null as a whole: a lead that nobody has touched is new.</summary>
    public const string Columns = """
        coalesce(w.progress, 'new') as "Progress", w.quoted_cents as "QuotedCents", w.earned_cents as "EarnedCents",
        w.reminder_at as "ReminderAt", w.reminder_text as "ReminderText", tried.times as "Attempts", tried.last_at as "LastAttemptAt"
        """;

    /// <summary>Of an unlock called <c>u</c>.</summary>
    public const string Joins = """
        left join purchasing.lead_work w on w.unlock_id = u.id
        cross join lateral (
            select count(*)::int as times, max(a.attempted_at) as last_at from purchasing.contact_attempts a where a.unlock_id = u.id) tried
        """;

    public LeadWork ToView(string currency) => new(
        Spelling.Read<LeadProgress>(Progress), Of(QuotedCents, currency), Of(EarnedCents, currency), ReminderAt, ReminderText, Attempts, LastAttemptAt);

    private static Money? Of(long? cents, string currency) => cents is { } known ? new Money(known, currency) : null;
}
