using LeadMarket.Kernel;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Erasure;

/// <summary>Finds and destroys what tells who somebody is.</summary>
internal interface IErasures
{
    /// <summary>Deletes what names the homeowner of a lead or could lead to them; consents, moves and links, which do not, stay.</summary>
    Task Destroy(LeadId lead, CancellationToken cancel);

    /// <summary>Keeps, of the lead's answers, these alone.</summary>
    void KeepAnswers(Lead lead, IReadOnlyDictionary<string, IReadOnlyList<string>> answers);

    /// <summary>Notes whom to look for elsewhere.</summary>
    Task LookFor(LeadId lead, SoughtPerson person, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Whom to look for; <c>null</c> when the search is over.</summary>
    Task<SoughtPerson?> FindSearch(LeadId lead, CancellationToken cancel);

    /// <summary>The person's other requests, locked: those with the same address and proven telephone; of those never listed, also those with
    /// the address alone, and doubles of this one, or of the same first one, with either. As the system only.</summary>
    Task<IReadOnlyList<Lead>> LockOthersOf(LeadId lead, SoughtPerson person, CancellationToken cancel);

    /// <summary>Deletes the forms half filled in with the person's address or telephone. As the system only.</summary>
    Task DeleteDrafts(SoughtPerson person, CancellationToken cancel);

    /// <summary>Deletes the form that the lead came from. As the system only.</summary>
    Task DeleteDraftOf(LeadId lead, CancellationToken cancel);

    /// <summary>Deletes undelivered events that name the homeowner or quote them.</summary>
    Task DeleteEventsNaming(LeadId lead, CancellationToken cancel);

    /// <summary>Ends the search; nothing recognises the person any more.</summary>
    Task EndSearch(LeadId lead, CancellationToken cancel);
}
