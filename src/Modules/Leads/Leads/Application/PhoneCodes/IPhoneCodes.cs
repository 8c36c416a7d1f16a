using LeadMarket.Kernel;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.PhoneCodes;

/// <summary>The counters of leads' codes. Read and changed under the lead's own lock, at which sends, tries and moves queue up.</summary>
internal interface IPhoneCodes
{
    /// <summary>The lead's counters, or <c>null</c> when no code was ever asked for.</summary>
    Task<PhoneCodeAttempts?> Find(LeadId lead, CancellationToken cancel);

    void Add(PhoneCodeAttempts attempts);
}
