using System.Globalization;
using System.Resources;

namespace LeadMarket.Billing.Domain;

/// <summary>The words on bills and at Stripe, from <c>BillingTexts.{locale}.resx</c>.</summary>
// Rule 18 of the architecture finds a language of a market without them. No payment fails for want of a word all the same.
internal static class BillingTexts
{
    private static readonly ResourceManager Resources = new(typeof(BillingTexts));

    /// <summary>The words under a key, or <c>null</c>. Never another language's.</summary>
    public static string? Find(string locale, string key) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(locale), createIfNotExists: true, tryParents: false)?.GetString(key);
}
