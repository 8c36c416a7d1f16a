using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>A contractor paid and may see the contact. Carries what their receipt needs, and nothing of the homeowner.</summary>
/// <param name="Area">Municipality or sector of the project.</param>
[EventName("purchasing.lead-unlocked.v1")]
public sealed record LeadUnlocked(
    UnlockId Unlock, ListingId Listing, LeadId Lead, ContractorId Contractor, string Company, string Email, string Locale,
    string Service, string Area, Charge Charge, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A homeowner took back a contractor's right to contact them; the contractor's copy is destroyed. Carries what the notice needs.</summary>
/// <param name="Erased">They had all their details destroyed, not only taken back the consent.</param>
[EventName("purchasing.contact-withdrawn.v1")]
public sealed record ContactWithdrawn(
    UnlockId Unlock, LeadId Lead, ContractorId Contractor, string Company, string Email, string Locale,
    string Service, string Area, bool Erased, DateTimeOffset At) : IIntegrationEvent;
