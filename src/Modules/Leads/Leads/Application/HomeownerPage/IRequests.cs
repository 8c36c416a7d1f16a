using LeadMarket.Kernel;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.HomeownerPage;

/// <summary>What a homeowner does to their request beside moving it. Row security lets a homeowner reach their own alone.</summary>
internal interface IRequests
{
    /// <summary>Every link of the lead opens nothing from now on.</summary>
    Task RevokeLinks(LeadId lead, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Keys of the consents that were given.</summary>
    Task<IReadOnlyList<string>> ConsentsGiven(LeadId lead, CancellationToken cancel);

    /// <summary>Keeps a withdrawal as proof; one that is kept already stays as it was, with its time.</summary>
    Task Keep(ConsentWithdrawal withdrawal, CancellationToken cancel);

    Task<int> CountProblems(LeadId lead, CancellationToken cancel);

    void Add(Problem problem);

    Task<Outcome?> FindOutcome(LeadId lead, CancellationToken cancel);

    void Add(Outcome outcome);
}
