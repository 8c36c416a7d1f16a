using LeadMarket.Kernel;

namespace LeadMarket.Leads.Domain;

/// <summary>A homeowner's request as contractors may see it. Who the homeowner is stands in <see cref="HomeownerContact"/>.</summary>
internal sealed class Lead : Aggregate
{
    /// <summary>Why a duplicate is one, among its <see cref="Reasons"/>.</summary>
    public const string SamePhone = "quality.same-phone";

    /// <inheritdoc cref="SamePhone"/>
    public const string SameEmail = "quality.same-email";

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

    /// <summary>When the phone was shown to be the homeowner's.</summary>
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>When it was first listed.</summary>
    public DateTimeOffset? ListedAt { get; private set; }

    /// <summary>When it stops being sold or, before it is listed, being kept waiting.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Waits for staff to decide.</summary>
    public bool Held { get; private set; }

    /// <summary>0 to 100; absent until judged.</summary>
    public int? Score { get; private set; }

    /// <summary>Codes of what lowered the score.</summary>
    public IReadOnlyList<string> Reasons { get; private set; } = [];

    /// <summary>The earlier lead of the same person.</summary>
    public LeadId? DuplicateOf { get; private set; }

    /// <summary>How many contractors have paid for it, as Purchasing last told.</summary>
    public int Sold { get; private set; }

    /// <summary>When the homeowner's details were destroyed.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>Takes a request that has passed the rules of the form.</summary>
    /// <param name="waits">How long it may wait to be verified and listed.</param>
    public static Lead Submit(ProjectRequest project, DateTimeOffset at, TimeSpan waits)
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
            ExpiresAt = at + waits,
        };
        lead.Record(from: null, LeadStatus.Submitted, at);
        return lead;
    }

    /// <summary>The phone is the homeowner's: a code sent to it came back, or staff vouch for it.</summary>
    public Result Verify(DateTimeOffset at)
    {
        var moved = MoveTo(LeadStatus.Verified, at);
        if (!moved.IsFailure) VerifiedAt = at;
        return moved;
    }

    /// <summary>Notes what only the sending of the form could tell; weighed when the lead is judged.</summary>
    public void Suspect(IReadOnlyList<string> reasons) => Reasons = reasons;

    /// <summary>Whether it is now to be judged, and listed if it is good.</summary>
    public bool AwaitsJudgement => Status is LeadStatus.Submitted or LeadStatus.Verified && !Held;

    /// <summary>Notes what was found about the request; a bad score has staff look at it first.</summary>
    public void Judge(Quality quality) => (Score, Reasons, Held) = (quality.Score, quality.Reasons, quality.WantsReview);

    /// <summary>Puts the lead up for sale.</summary>
    /// <param name="sells">How long it is sold.</param>
    public Result List(DateTimeOffset at, TimeSpan sells)
    {
        if (Status is LeadStatus.SoldOut) return LeadErrors.IllegalMove; // that way is Reopen
        var moved = MoveTo(LeadStatus.Listed, at);
        if (moved.IsFailure) return moved;

        (ListedAt, ExpiresAt, Held) = (at, at + sells, false);
        Raise(new LeadListedDomainEvent(this, at));
        return Result.Success;
    }

    /// <summary>Notes how many contractors have paid.</summary>
    public void CountSold(int sold) => Sold = sold;

    /// <summary>Every slot is paid.</summary>
    public Result SellOut(DateTimeOffset at) => MoveTo(LeadStatus.SoldOut, at);

    /// <summary>A paid slot was given back.</summary>
    public Result Reopen(DateTimeOffset at) => Status is LeadStatus.SoldOut ? MoveTo(LeadStatus.Listed, at) : LeadErrors.IllegalMove;

    public Result Close(DateTimeOffset at) => End(LeadStatus.Closed, at);

    public Result Expire(DateTimeOffset at) => End(LeadStatus.Expired, at);

    public Result Withdraw(DateTimeOffset at) => End(LeadStatus.Withdrawn, at);

    public Result Reject(DateTimeOffset at) => End(LeadStatus.Rejected, at);

    /// <summary>Refuses it because the same person has an earlier one.</summary>
    /// <param name="samePhone">Both have the same telephone; otherwise the address alone tells it.</param>
    public Result RejectAsDuplicate(DateTimeOffset at, LeadId first, bool samePhone)
    {
        var ended = End(LeadStatus.Rejected, at);
        if (ended.IsFailure) return ended;
        (DuplicateOf, Reasons) = (first, [.. Reasons, samePhone ? SamePhone : SameEmail]);
        return ended;
    }

    /// <summary>Notes that nobody knows any more who the homeowner was.</summary>
    public void Erase(DateTimeOffset at) => ErasedAt ??= at;

    private Result End(LeadStatus how, DateTimeOffset at)
    {
        var moved = MoveTo(how, at);
        if (moved.IsFailure) return moved;
        (EndedAt, Held) = (at, false);
        Raise(new LeadEndedDomainEvent(this, at));
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
