using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>The leads, each with what is told apart from it.</summary>
internal interface ILeads
{
    void Add(Lead lead, HomeownerContact contact);

    void Add(Consent consent, ConsentOrigin origin);

    void Add(LeadAttribution attribution);

    void Add(AccessLink link);

    /// <summary>Adds a line to a lead's history.</summary>
    void Record(LeadMove move);

    /// <summary>The lead, or <c>null</c> when there is none that this actor may see.</summary>
    Task<Lead?> Find(LeadId id, CancellationToken cancel);

    /// <summary>The lead for a move: locked to the end of the command, so that moves of one lead queue up.</summary>
    Task<Lead?> Lock(LeadId id, CancellationToken cancel);

    /// <summary>Leads whose time is over and that no other command is moving, locked; the longest over first.</summary>
    Task<IReadOnlyList<Lead>> LockOverdue(DateTimeOffset now, int most, CancellationToken cancel);

    /// <summary>Who sent it, or <c>null</c> once erased.</summary>
    Task<HomeownerContact?> FindContact(LeadId id, CancellationToken cancel);

    /// <summary>How many leads came from the same network address since then, this one included; 0 when the address is unknown.</summary>
    Task<int> CountFromSameAddress(LeadId id, DateTimeOffset since, CancellationToken cancel);
}

/// <summary>The drafts. A draft is locked from its reading to the end of the command, so its steps and its submission queue up.</summary>
internal interface IDrafts
{
    /// <summary>The draft, locked; made first if there is none.</summary>
    Task<IntakeDraft> Open(DraftId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>The draft, locked, or <c>null</c>.</summary>
    Task<IntakeDraft?> Find(DraftId id, CancellationToken cancel);

    /// <summary>Deletes drafts last saved before then, but those somebody is at; answers how many.</summary>
    Task<int> Delete(DateTimeOffset savedBefore, int most, CancellationToken cancel);
}
