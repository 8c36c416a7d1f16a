using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>A homeowner's request was taken. Carries what the confirmation e-mail needs; delivered rows are deleted.</summary>
/// <param name="AccessKey">Opens the homeowner's page. A secret: it goes into their e-mail and is kept nowhere but hashed.</param>
/// <param name="PhoneToVerify">The request waits for its phone to be verified.</param>
[EventName("leads.lead-submitted.v1")]
public sealed record LeadSubmitted(
    LeadId Lead, string Service, string Area, int Quotes, string Name, string Email, string Locale, DateTimeOffset At,
    string AccessKey, bool PhoneToVerify) : IIntegrationEvent;

/// <summary>Nothing more is asked of the homeowner: the lead can be judged and listed. Leads itself acts on it, as the system.</summary>
[EventName("leads.lead-ready.v1")]
public sealed record LeadReady(LeadId Lead, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A request was refused because the same person has one already. Its owner is told, with the key of the first.</summary>
[EventName("leads.lead-duplicate.v1")]
public sealed record LeadDuplicate(
    LeadId Lead, LeadId First, string Service, string Area, string Name, string Email, string Locale, string AccessKey, DateTimeOffset At)
    : IIntegrationEvent;

/// <summary>A lead can never be sold again.</summary>
/// <param name="Status"><c>closed</c>, <c>withdrawn</c>, <c>expired</c> or <c>rejected</c>.</param>
[EventName("leads.lead-ended.v1")]
public sealed record LeadEnded(LeadId Lead, string Status, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A homeowner's details were destroyed; whoever holds a copy destroys it too.</summary>
[EventName("leads.lead-erased.v1")]
public sealed record LeadErased(LeadId Lead, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A homeowner asked for a new link to their page; the old ones open nothing any more.</summary>
[EventName("leads.access-link-replaced.v1")]
public sealed record AccessLinkReplaced(LeadId Lead, string Name, string Email, string Locale, string AccessKey, DateTimeOffset At) : IIntegrationEvent;

/// <summary>A lead may be sold from now on. Holds nothing that tells who the homeowner is.</summary>
/// <param name="Area">Municipality or sector, as people say it.</param>
/// <param name="PostalPrefix">First three characters of the postal code (FSA).</param>
/// <param name="Quotes">How many contractors the homeowner wants to hear from, at most.</param>
[EventName("leads.lead-listed.v1")]
public sealed record LeadListed(
    LeadId Lead,
    string Service,
    string Region,
    string Area,
    string PostalPrefix,
    string Budget,
    string Timeline,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Answers,
    int Quotes,
    string Locale,
    DateTimeOffset At) : IIntegrationEvent;
