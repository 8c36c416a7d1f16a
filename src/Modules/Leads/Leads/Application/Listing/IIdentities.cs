using LeadMarket.Kernel;

namespace LeadMarket.Leads.Application.Listing;

/// <summary>Which lead stands for which person, and until when.</summary>
internal interface IIdentities
{
    /// <summary>Claims all of these fingerprints for a lead, or none.</summary>
    /// <param name="fingerprints">In the order of <see cref="Domain.Fingerprint.Of"/>.</param>
    /// <param name="scope">A service, or what stands for all of them.</param>
    /// <returns>The lead that holds one of them already; <c>null</c> when they are this lead's now.</returns>
    Task<LeadId?> Claim(LeadId lead, IReadOnlyList<string> fingerprints, string scope, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel);

    /// <summary>The lead stands for nobody any more.</summary>
    Task Release(LeadId lead, CancellationToken cancel);
}
