using System.Security.Cryptography;
using System.Text;

namespace LeadMarket.Leads.Infrastructure.Meta;

/// <summary>Personal details as Meta matches them: normalised, then SHA-256 in lower-case hex
/// (developers.facebook.com, Conversions API, customer information parameters).</summary>
internal static class MetaHash
{
    public static string Email(string address) => Of(address);

    /// <summary>Digits with the country code, without the plus sign.</summary>
    public static string Phone(string e164) => Of(e164.TrimStart('+'));

    /// <summary>Without its space: <c>h2x1y4</c>.</summary>
    public static string PostalCode(string code) => Of(string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-')));

    /// <summary>Two letters.</summary>
    public static string Country(string code) => Of(code);

    private static string Of(string detail) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(detail.Trim().ToLowerInvariant())));
}
