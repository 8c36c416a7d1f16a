namespace LeadMarket.Leads.Domain;

/// <summary>How far a request can be trusted, and why no further.</summary>
/// <param name="Score">0 (worst) to 100.</param>
/// <param name="Reasons">Codes of <see cref="QualityReasons"/>.</param>
// Nothing here refuses anybody: a real homeowner may look odd. What looks bad waits for a person to look at it.
internal sealed record Quality(int Score, IReadOnlyList<string> Reasons)
{
    private const int Passing = 50;

    /// <summary>More requests than this from one address within a day are many: offices and mobile networks share one.</summary>
    private const int FewFromAddress = 5;

    /// <summary>A trap no person can spring is enough to hold a request; of the others it takes two that weigh.</summary>
    private static readonly Dictionary<string, int> Weights = new(StringComparer.Ordinal)
    {
        [QualityReasons.Trap] = 60,
        [QualityReasons.OddName] = 35,
        [QualityReasons.DisposableEmail] = 30,
        [QualityReasons.TooFast] = 25,
        [QualityReasons.ManyFromAddress] = 20,
        [QualityReasons.ForeignAreaCode] = 15,
        [QualityReasons.UnservedArea] = 5,
    };

    /// <summary>Staff look at it before it is listed.</summary>
    public bool WantsReview => Score < Passing;

    public static Quality Of(QualityFacts facts, IReadOnlyCollection<string> localAreaCodes)
    {
        var reasons = facts.SeenAtSubmission.Concat(Found(facts, localAreaCodes)).Distinct(StringComparer.Ordinal).ToList();
        return new Quality(Math.Max(0, 100 - reasons.Sum(reason => Weights[reason])), reasons);
    }

    private static IEnumerable<string> Found(QualityFacts facts, IReadOnlyCollection<string> localAreaCodes)
    {
        if (DisposableDomains.Has(facts.Email.Domain)) yield return QualityReasons.DisposableEmail;
        if (localAreaCodes.Count > 0 && !localAreaCodes.Contains(facts.Phone.AreaCode, StringComparer.Ordinal)) yield return QualityReasons.ForeignAreaCode;
        if (!facts.RegionCertain) yield return QualityReasons.UnservedArea;
        if (facts.SentFromAddress > FewFromAddress) yield return QualityReasons.ManyFromAddress;
        if (ImplausibleName.Is(facts.Name)) yield return QualityReasons.OddName;
    }
}

/// <param name="SeenAtSubmission">Reasons that only the sending of the form could tell: the trap, the haste.</param>
/// <param name="RegionCertain">The postal code belongs to one region of the market.</param>
/// <param name="SentFromAddress">Requests from the same network address within a day, this one included.</param>
internal sealed record QualityFacts(
    string Name, EmailAddress Email, PhoneNumber Phone, bool RegionCertain, int SentFromAddress, IReadOnlyList<string> SeenAtSubmission);
