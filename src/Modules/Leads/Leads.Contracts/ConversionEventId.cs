using System.Security.Cryptography;
using System.Text;
using LeadMarket.Kernel;

namespace LeadMarket.Leads.Contracts;

/// <summary>What the server's and the browser's event of one lead have in common: Meta counts events with one name and id once.</summary>
// Derived and not stored with the lead: the page that fires the pixel knows the lead's id and nothing else. Hashed, so that the
// advertiser does not learn an id that opens anything here.
public static class ConversionEventId
{
    private const int Length = 32;

    /// <summary>The first 32 hex digits of SHA-256 over <c>lead:</c> and the id with hyphens, in lower case.</summary>
    public static string Of(LeadId lead) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"lead:{lead.Value:D}")))[..Length];
}
