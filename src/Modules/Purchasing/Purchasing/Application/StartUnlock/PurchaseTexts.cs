using System.Globalization;
using System.Resources;

namespace LeadMarket.Purchasing.Application.StartUnlock;

/// <summary>The words of <see cref="PurchaseLabel"/>, from <c>PurchaseTexts.{locale}.resx</c>.</summary>
// Rule 18 of the architecture finds a language of a market without them. No payment fails for want of a word all the same.
internal static class PurchaseTexts
{
    private static readonly ResourceManager Resources = new(typeof(PurchaseTexts));

    /// <summary>The words under a key, or <c>null</c>. Never another language's.</summary>
    public static string? Find(string locale, string key) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(locale), createIfNotExists: true, tryParents: false)?.GetString(key);
}
