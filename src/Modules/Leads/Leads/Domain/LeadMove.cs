using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>One line of a lead's history. Rows are added, never changed.</summary>
// Keyed by lead and number: two moves of one lead made at the same instant collide instead of both counting.
internal sealed class LeadMove
{
    private LeadMove()
    {
    }

    internal LeadMove(LeadId lead, int number, LeadStatus? from, LeadStatus to, DateTimeOffset at) =>
        (Lead, Number, FromStatus, ToStatus, At) = (lead, number, from, to, at);

    public LeadId Lead { get; private set; }

    /// <summary>1 for the submission.</summary>
    public int Number { get; private set; }

    /// <summary>Absent for the submission.</summary>
    public LeadStatus? FromStatus { get; private set; }

    public LeadStatus ToStatus { get; private set; }

    public DateTimeOffset At { get; private set; }
}

/// <summary>A lead changed status, the submission included.</summary>
internal sealed record LeadMovedDomainEvent(LeadMove Move) : IDomainEvent;

/// <summary>A lead may be sold from now on.</summary>
internal sealed record LeadListedDomainEvent(Lead Lead, DateTimeOffset At) : IDomainEvent;

/// <summary>A lead can never be sold again.</summary>
internal sealed record LeadEndedDomainEvent(Lead Lead, DateTimeOffset At) : IDomainEvent;
