namespace LeadMarket.Kernel.Markets;

/// <summary>When contractors may give a bought lead back.</summary>
/// <param name="Promise">How soon a return is judged from its evidence; later it is approved by itself.</param>
/// <param name="StaffPromise">How soon staff decide what waits for them; later it is approved by itself.</param>
/// <param name="AppealWindow">How long after a denial it can be taken to staff.</param>
/// <param name="Reasons">In the order they are offered; empty where nothing can be returned.</param>
public sealed record ReturnRules(
    TimeSpan Promise, TimeSpan StaffPromise, TimeSpan AppealWindow, ReturnLimit Limit, IReadOnlyList<ReturnReason> Reasons)
{
    /// <summary>What a market has that says nothing of it: no returns.</summary>
    public static ReturnRules None { get; } =
        new(TimeSpan.FromSeconds(60), TimeSpan.FromHours(48), TimeSpan.FromDays(7), new ReturnLimit(TimeSpan.FromDays(30), 20, 3), []);

    /// <summary>The reason with this key, or <c>null</c>.</summary>
    public ReturnReason? Find(string? key) => Reasons.FirstOrDefault(reason => reason.Key == key);
}

/// <summary>How much one contractor may give back before a person looks at it.</summary>
/// <param name="Cycle">Counted backwards from the request.</param>
/// <param name="Percent">Of the leads they bought in the cycle, 0 to 100.</param>
/// <param name="AtLeast">So many are never too many.</param>
public sealed record ReturnLimit(TimeSpan Cycle, int Percent, int AtLeast)
{
    /// <summary>Whether one more is more than a machine approves.</summary>
    public bool IsReached(int bought, int returned) => returned >= AtLeast && (returned + 1) * 100 > bought * Percent;
}

/// <summary>What shows that a return is right.</summary>
public enum ReturnProof
{
    /// <summary>The same contractor bought a lead of the same person before, for the same service, and the requests are one by the market's rule for
    /// duplicates. Of two that lie further apart, a person judges.</summary>
    SamePerson,

    /// <summary>The contact's postal code is not in the area that was listed, or that area was not covered.</summary>
    Area,

    /// <summary>The service that was listed was not one the contractor asked for. What only the homeowner knows, staff judge.</summary>
    Service,

    /// <summary>Enough tries were logged, and the homeowner was never reached.</summary>
    Attempts,

    /// <summary>Only a person can tell.</summary>
    Staff,
}

/// <summary>Why a lead may be given back.</summary>
/// <param name="Name">As contractors choose it.</param>
/// <param name="Rule">What is needed, in words.</param>
/// <param name="Window">After the purchase.</param>
public sealed record ReturnReason(string Key, LocalizedText Name, LocalizedText Rule, TimeSpan Window, ReturnProof Proof)
{
    /// <summary>How many tries, for <see cref="ReturnProof.Attempts"/>; 0 otherwise.</summary>
    public int Attempts { get; init; }

    /// <summary>On how many days of the market's calendar.</summary>
    public int Days { get; init; }

    /// <summary>How long after the last try that counts the next one counts: three clicks within a minute are no three calls.</summary>
    public TimeSpan Apart { get; init; }

    /// <summary>Which outcomes of a try count: <c>no-answer</c>, <c>voicemail</c>, <c>wrong-number</c>, <c>out-of-service</c>.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];
}
