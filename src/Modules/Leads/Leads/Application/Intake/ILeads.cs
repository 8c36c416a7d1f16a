using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Application.Intake;

/// <summary>The leads, each with what is told apart from it.</summary>
internal interface ILeads
{
    void Add(Lead lead, HomeownerContact contact, Consent consent, ConsentOrigin origin);

    /// <summary>Adds a line to a lead's history.</summary>
    void Record(LeadMove move);

    /// <summary>The lead, or <c>null</c> when there is none that this actor may see.</summary>
    Task<Lead?> Find(LeadId id, CancellationToken cancel);
}

/// <summary>The drafts. A draft is locked from its reading to the end of the command, so its steps and its submission queue up.</summary>
internal interface IDrafts
{
    /// <summary>The draft, locked; made first if there is none.</summary>
    Task<IntakeDraft> Open(DraftId id, DateTimeOffset at, CancellationToken cancel);

    /// <summary>The draft, locked, or <c>null</c>.</summary>
    Task<IntakeDraft?> Find(DraftId id, CancellationToken cancel);
}
