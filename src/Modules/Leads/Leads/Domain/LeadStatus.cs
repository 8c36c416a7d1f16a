namespace LeadMarket.Leads.Domain;

/// <summary>Where a request is in its life. Before the first of these it is an <see cref="IntakeDraft"/>.</summary>
internal enum LeadStatus
{
    /// <summary>Taken, with its consent; its phone waits to be verified, where the market asks for that.</summary>
    Submitted,

    /// <summary>Its phone is the homeowner's own.</summary>
    Verified,

    /// <summary>May be bought.</summary>
    Listed,

    /// <summary>Every slot is paid. A slot given back by a refund lists it again.</summary>
    SoldOut,

    /// <summary>The homeowner wants no more contractors. Those who have the details keep them.</summary>
    Closed,

    /// <summary>Nobody bought it in time, or it was never verified.</summary>
    Expired,

    /// <summary>The homeowner took back the consent to be contacted.</summary>
    Withdrawn,

    /// <summary>Never sold: a duplicate, or refused by staff.</summary>
    Rejected,
}

/// <summary>The moves that a lead may make; every other one is refused.</summary>
internal static class LeadLifecycle
{
    private static readonly HashSet<(LeadStatus From, LeadStatus To)> Moves =
    [
        (LeadStatus.Submitted, LeadStatus.Verified),
        (LeadStatus.Submitted, LeadStatus.Listed), // a market that does not verify phones
        (LeadStatus.Submitted, LeadStatus.Closed),
        (LeadStatus.Submitted, LeadStatus.Expired),
        (LeadStatus.Submitted, LeadStatus.Rejected),
        (LeadStatus.Verified, LeadStatus.Listed),
        (LeadStatus.Verified, LeadStatus.Closed),
        (LeadStatus.Verified, LeadStatus.Expired),
        (LeadStatus.Verified, LeadStatus.Rejected),
        (LeadStatus.Listed, LeadStatus.SoldOut),
        (LeadStatus.Listed, LeadStatus.Closed),
        (LeadStatus.Listed, LeadStatus.Expired),
        (LeadStatus.SoldOut, LeadStatus.Listed),
        (LeadStatus.SoldOut, LeadStatus.Closed),

        // A consent can be taken back at any time (Law 25, s. 8), also after the lead has ended.
        .. Enum.GetValues<LeadStatus>().Where(status => status is not LeadStatus.Withdrawn).Select(status => (status, LeadStatus.Withdrawn)),
    ];

    public static bool Allows(LeadStatus from, LeadStatus to) => Moves.Contains((from, to));

    /// <summary>Whether the lead can never be sold again.</summary>
    public static bool IsEnd(this LeadStatus status) =>
        status is LeadStatus.Closed or LeadStatus.Expired or LeadStatus.Withdrawn or LeadStatus.Rejected;

    /// <summary>The status as rows and the API spell it.</summary>
    public static string Spelled(this LeadStatus status) => status.ToString().ToLowerInvariant();
}
