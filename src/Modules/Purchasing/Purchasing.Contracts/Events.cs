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

/// <summary>A contractor made a lead exclusive that they had bought as a shared one. Carries what their receipt needs.</summary>
/// <param name="Unlock">The upgrade's own purchase.</param>
/// <param name="Of">The unlock it upgrades.</param>
[EventName("purchasing.lead-upgraded.v1")]
public sealed record LeadUpgraded(
    UnlockId Unlock, UnlockId Of, ListingId Listing, LeadId Lead, ContractorId Contractor, string Company, string Email, string Locale,
    string Service, string Area, Charge Charge, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A lead opened to this contractor's plan, in their coverage and in a language they serve, or came back when all its slots were
/// sold. Once per lead, contractor and round; never to a paused one.</summary>
/// <param name="Phone">The contractor's, as they wrote it.</param>
/// <param name="OpenToAllAt">Until then they are ahead of other plans; null when they are not.</param>
/// <param name="Round">How often it was sold out and came back; 0 when it is new.</param>
[EventName("purchasing.lead-matched.v1")]
public sealed record LeadMatched(
    ListingId Listing, ContractorId Contractor, string Company, string Email, string Phone, string Locale, string Service, string Area, string Budget,
    string Timeline, string Mode, DateTimeOffset? OpenToAllAt, DateTimeOffset At, int Round = 0) : IIntegrationEvent;

/// <summary>A contractor asked to be reminded of a lead of theirs, and the time has come. What they noted for it is on the
/// lead's page alone: it may name the homeowner, and an event or a mail may outlast an erasure.</summary>
[EventName("purchasing.reminder-due.v1")]
public sealed record ReminderDue(
    UnlockId Unlock, ContractorId Contractor, string Company, string Email, string Phone, string Locale, string Service, string Area, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A return got its verdict, or its appeal did. What staff wrote is on the return's page alone, as a reminder's words are on the lead's.</summary>
/// <param name="Outcome"><c>approved</c>, <c>denied</c>, or <c>review</c>: staff look at it.</param>
/// <param name="Reason">A reason's key in the market file.</param>
/// <param name="By"><c>system</c>, <c>promise</c> (nobody decided in time, so it is approved) or <c>staff</c>.</param>
/// <param name="MayAppeal">Denied by the system alone.</param>
/// <param name="MoneyBack">Money was paid, for the lead or its upgrade, and goes back once it is approved: what a coupon paid in full sends none. Told before
/// there was this word: yes.</param>
[EventName("purchasing.return-decided.v1")]
public sealed record ReturnDecided(
    ReturnId Return, UnlockId Unlock, ContractorId Contractor, string Company, string Email, string Phone, string Locale, string Service, string Area,
    string Outcome, string Reason, bool ToCredit, string By, bool MayAppeal, DateTimeOffset At, bool MoneyBack = true) : IIntegrationEvent;

/// <summary>A return waits for staff: over the limit, without evidence that a machine could judge, or appealed.</summary>
/// <param name="DueAt">Approved by itself from then on.</param>
[EventName("purchasing.return-awaits-staff.v1")]
public sealed record ReturnAwaitsStaff(ReturnId Return, UnlockId Unlock, string Company, string Reason, bool Appeal, DateTimeOffset DueAt, DateTimeOffset At)
    : IIntegrationEvent;
