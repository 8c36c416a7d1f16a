using System.Text.RegularExpressions;

namespace LeadMarket.Coupons.Domain;

/// <summary>A code as stored: 3 to 32 of A–Z, 0–9 and hyphen. Look-alikes from other alphabets are not codes.</summary>
internal static partial class CouponCode
{
    public const int Longest = 32;

    /// <summary>The code that was meant, or null when it cannot be one.</summary>
    public static string? From(string? typed)
    {
        // The length first: what is typed may be ten megabytes.
        if (typed is null || typed.Length > Longest * 2) return null;
        var code = typed.Trim();
        // The shape before the case: a long s in upper case is an S.
        return Shape().IsMatch(code) ? code.ToUpperInvariant() : null;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9-]{3,32}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Shape();
}
