using System.Security.Cryptography;
using System.Text;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Leads.Domain;

/// <summary>Tells that two requests are of one person, without telling who: a hash of what they typed, however they typed it.</summary>
internal static class Fingerprint
{
    /// <summary>What the market's rule tells this person by, in the one order in which everybody claims them: two requests that
    /// share two of them then queue up, and never wait for each other.</summary>
    public static IReadOnlyList<string> Of(DuplicateRule rule, string? phone, string? email)
    {
        var found = new[] { rule.ByPhone ? OfPhone(phone) : null, rule.ByEmail ? OfEmail(email) : null };
        return [.. found.OfType<string>().Order(StringComparer.Ordinal)];
    }

    /// <summary>Of a telephone in E.164; <c>null</c> when it is blank: nothing in common is not the same person.</summary>
    public static string? OfPhone(string? phone) => string.IsNullOrWhiteSpace(phone) ? null : Hash("phone:" + phone.Trim());

    /// <summary>Of an address, whatever its case, tag and, at Gmail, dots; <c>null</c> when it is blank.</summary>
    public static string? OfEmail(string? email) => string.IsNullOrWhiteSpace(email) ? null : Hash("email:" + Mailbox(email.Trim().ToLowerInvariant()));

    /// <summary>The mailbox that an address reaches.</summary>
    private static string Mailbox(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 0) return address;

        var (local, domain) = (address[..at], address[(at + 1)..]);
        var name = local.Split('+')[0];

        // https://support.google.com/mail/answer/7436150: dots do not matter in Gmail addresses. Elsewhere they do.
        if (domain is "gmail.com" or "googlemail.com") (name, domain) = (name.Replace(".", "", StringComparison.Ordinal), "gmail.com");

        // "+anna@" and "+ben@" are two people: a name that is all tag would be the same blank for both.
        return (name.Length == 0 ? local : name) + "@" + domain;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
