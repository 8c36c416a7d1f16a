using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>A homeowner's request as contractors may see it. Who the homeowner is stands in <see cref="HomeownerContact"/>.</summary>
internal sealed class Lead : Aggregate
{
    private Lead()
    {
    }

    public LeadId Id { get; private set; }

    public LeadStatus Status { get; private set; }

    /// <summary>How many moves the lead has made; the number of its latest <see cref="LeadMove"/>.</summary>
    public int Moves { get; private set; }

    public string Service { get; private set; } = "";

    /// <summary>A region key of the market.</summary>
    public string Region { get; private set; } = "";

    /// <summary>Municipality or sector, as people say it.</summary>
    public string Area { get; private set; } = "";

    /// <summary>The part of the postal code that names the area; the whole code stands with the contact.</summary>
    public string PostalPrefix { get; private set; } = "";

    public string Budget { get; private set; } = "";

    public string Timeline { get; private set; } = "";

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; private set; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>How many contractors the homeowner wants to hear from, at most.</summary>
    public int Quotes { get; private set; }

    public string Locale { get; private set; } = "";

    public DateTimeOffset SubmittedAt { get; private set; }

    public DateTimeOffset? ListedAt { get; private set; }

    /// <summary>Takes a request that has passed the rules of the form.</summary>
    public static Lead Submit(ProjectRequest project, DateTimeOffset at)
    {
        var lead = new Lead
        {
            Id = LeadId.New(at),
            Service = project.Service,
            Region = project.Area.RegionKey,
            Area = project.Area.Place,
            PostalPrefix = project.Area.Code,
            Budget = project.Budget,
            Timeline = project.Timeline,
            Answers = project.Answers,
            Quotes = project.Quotes,
            Locale = project.Locale,
            SubmittedAt = at,
        };
        lead.Record(from: null, LeadStatus.Submitted, at);
        return lead;
    }

    /// <summary>Puts the lead up for sale.</summary>
    public Result List(DateTimeOffset at)
    {
        var moved = MoveTo(LeadStatus.Listed, at);
        if (moved.IsFailure) return moved;

        ListedAt = at;
        Raise(new LeadListedDomainEvent(this, at));
        return Result.Success;
    }

    private Result MoveTo(LeadStatus to, DateTimeOffset at)
    {
        if (!LeadLifecycle.Allows(Status, to)) return LeadErrors.IllegalMove;
        Record(Status, to, at);
        return Result.Success;
    }

    // The only place that sets the status, so no move escapes the audit.
    private void Record(LeadStatus? from, LeadStatus to, DateTimeOffset at)
    {
        Status = to;
        Moves++;
        Raise(new LeadMovedDomainEvent(new LeadMove(Id, Moves, from, to, at)));
    }
}
