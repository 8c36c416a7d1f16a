using LeadMarket.Kernel;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Conversions;

/// <summary>What is to be told to the advertiser.</summary>
internal interface IConversions
{
    Task<bool> Has(LeadId lead, CancellationToken cancel);

    void Add(Conversion conversion);

    /// <summary>Locks conversions that are due and in no other sender's hands, those due longest first.</summary>
    Task<IReadOnlyList<Conversion>> LockDue(int most, DateTimeOffset at, CancellationToken cancel);

    Task<IReadOnlyList<Conversion>> Lock(IReadOnlyList<LeadId> leads, CancellationToken cancel);

    /// <summary>The facts of those leads that may be told: consent given and not taken back, contact not erased.</summary>
    Task<IReadOnlyList<ConversionFacts>> FactsOf(IReadOnlyList<LeadId> leads, CancellationToken cancel);
}
