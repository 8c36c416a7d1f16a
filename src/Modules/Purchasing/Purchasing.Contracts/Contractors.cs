using LeadMarket.Kernel;

namespace LeadMarket.Purchasing.Contracts;

/// <summary>Opens a contractor's account on the marketplace, or corrects its details.</summary>
/// <param name="Locale">The language the contractor reads.</param>
/// <remarks>Idempotent on the contractor. Refused with <c>validation.failed</c>.</remarks>
public sealed record OpenContractorAccount(
    ContractorId Contractor, string? Company, string? ContactName, string? Email, string? Phone, string? Locale) : ICommand;

/// <summary>Says where and for what a contractor wants leads.</summary>
/// <param name="Regions">Region keys of the market file.</param>
/// <param name="Services">Service keys of the market file.</param>
/// <remarks>Refused with <c>validation.failed</c>, <c>purchasing.contractor-not-found</c>.</remarks>
public sealed record SetCoverage(ContractorId Contractor, IReadOnlyList<string> Regions, IReadOnlyList<string> Services) : ICommand;

/// <summary>Refused with <c>purchasing.contractor-not-found</c>.</summary>
public sealed record GetContractor(ContractorId Contractor) : IQuery<ContractorView>;

public sealed record ContractorView(
    ContractorId Id, string Company, string ContactName, string Email, string Phone, string Locale,
    IReadOnlyList<string> Regions, IReadOnlyList<string> Services);
