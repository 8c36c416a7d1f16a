namespace LeadMarket.Leads.Domain;

/// <summary>Where a request is in its life. Before the first of these it is an <see cref="IntakeDraft"/>.</summary>
internal enum LeadStatus
{
    /// <summary>Taken, with its consent; nobody may buy it yet.</summary>
    Submitted,

    /// <summary>May be bought.</summary>
    Listed,
}

/// <summary>The moves that a lead may make; every other one is refused.</summary>
internal static class LeadLifecycle
{
    private static readonly HashSet<(LeadStatus From, LeadStatus To)> Moves =
    [
        (LeadStatus.Submitted, LeadStatus.Listed),
    ];

    public static bool Allows(LeadStatus from, LeadStatus to) => Moves.Contains((from, to));

    /// <summary>The status as rows and the API spell it.</summary>
    public static string Spelled(this LeadStatus status) => status.ToString().ToLowerInvariant();
}
