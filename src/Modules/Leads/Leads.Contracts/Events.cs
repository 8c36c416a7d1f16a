using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>A homeowner's request was taken. Carries what the confirmation e-mail needs; delivered rows are deleted.</summary>
[EventName("leads.lead-submitted.v1")]
public sealed record LeadSubmitted(LeadId Lead, string Service, string Area, int Quotes, string Name, string Email, string Locale, DateTimeOffset At)
    : IIntegrationEvent;

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
