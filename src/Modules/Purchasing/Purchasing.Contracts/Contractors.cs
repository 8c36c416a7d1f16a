using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>Opens a contractor's account on the marketplace, or corrects its details.</summary>
/// <param name="Locale">The language the contractor reads.</param>
/// <remarks>Idempotent on the contractor. Refused with <c>validation.failed</c>.</remarks>
public sealed record OpenContractorAccount(
    ContractorId Contractor, string? Company, string? ContactName, string? Email, string? Phone, string? Locale) : ICommand
{
    /// <summary>Of a company's name, and of a person's.</summary>
    public const int LongestName = 80;
}

/// <summary>Describes the company as homeowners and invoices name it.</summary>
/// <param name="Licence">As typed: spaces and hyphens do not matter. Required where the market says so; kept in the market's format.</param>
/// <param name="Languages">Locales of the market in which they serve homeowners; at least one.</param>
/// <param name="Locale">The language the contractor reads.</param>
/// <remarks>Refused with <c>validation.failed</c>, <c>purchasing.contractor-not-found</c>.</remarks>
public sealed record DescribeCompany(
    ContractorId Contractor, string? Company, string? ContactName, string? Phone, string? Licence, IReadOnlyList<string>? Languages, string? Locale) : ICommand;

/// <summary>Says where and for what a contractor wants leads: a lead is covered when its region, its postal area or its distance is.</summary>
/// <param name="Regions">Region keys of the market file.</param>
/// <param name="Services">Service keys of the market file; at least one.</param>
/// <param name="Areas">Postal areas, as typed: <c>h2x</c>.</param>
/// <param name="Base">The postal code or area to measure from; needed with <paramref name="DistanceKm"/>.</param>
/// <param name="DistanceKm">1 to 500.</param>
/// <remarks>Refused with <c>validation.failed</c> (<c>purchasing.regions-missing</c> when nothing at all is covered, <c>purchasing.area-unknown</c>,
/// <c>purchasing.base-unknown</c>, <c>purchasing.distance-invalid</c>), <c>purchasing.contractor-not-found</c>.</remarks>
public sealed record SetCoverage(
    ContractorId Contractor, IReadOnlyList<string> Regions, IReadOnlyList<string> Services, IReadOnlyList<string>? Areas = null, string? Base = null,
    int? DistanceKm = null) : ICommand;

/// <summary>From the moment this is answered: no alert is sent, and no unlock starts. One that is being paid goes on. Idempotent.</summary>
/// <remarks>Refused with <c>purchasing.contractor-not-found</c>.</remarks>
public sealed record PauseLeads(ContractorId Contractor) : ICommand;

/// <summary>Ends a pause. Idempotent. Refused with <c>purchasing.contractor-not-found</c>.</summary>
public sealed record ResumeLeads(ContractorId Contractor) : ICommand;

/// <summary>Refused with <c>purchasing.contractor-not-found</c>.</summary>
public sealed record GetContractor(ContractorId Contractor) : IQuery<ContractorView>;

/// <param name="Licence">In the market's format; null when none was given.</param>
/// <param name="Languages">In which they serve homeowners.</param>
/// <param name="Areas">Postal areas they named, without those within the distance.</param>
/// <param name="Base">The postal area they measure from.</param>
/// <param name="PausedAt">Since when they want no leads.</param>
/// <param name="Refusal">Why they may start no unlock at all, as <see cref="StartUnlock"/> would say; null when they may.</param>
public sealed record ContractorView(
    ContractorId Id, string Company, string ContactName, string Email, string Phone, string Locale,
    IReadOnlyList<string> Regions, IReadOnlyList<string> Services, string? Licence, IReadOnlyList<string> Languages, IReadOnlyList<string> Areas,
    string? Base, int? DistanceKm, DateTimeOffset? PausedAt, string? Refusal)
{
    /// <summary>Whether they have said where and for what they want leads.</summary>
    public bool Covers => Services.Count > 0 && (Regions.Count > 0 || Areas.Count > 0 || DistanceKm is not null);
}
