using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>The homeowner's details. Asked for by Purchasing when an unlock is paid, and by nobody else.</summary>
/// <remarks>Refused with <c>leads.lead-not-found</c>, also once the contact was erased.</remarks>
public sealed record GetLeadContact(LeadId Lead) : IQuery<LeadContact>;

/// <param name="Phone">E.164.</param>
/// <param name="Locale">The language the homeowner wants to be called in.</param>
/// <param name="CallHours">Keys of the market's call hours; empty: any.</param>
public sealed record LeadContact(
    string Name, string Email, string Phone, string? Address, string PostalCode, string Locale, IReadOnlyList<string> CallHours);
