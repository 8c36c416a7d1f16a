using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>The lines of a plan's bill in our own words, in each language of the market: Stripe writes English only.</summary>
internal static class BillWording
{
    private static readonly Dictionary<string, Words> Languages = new(StringComparer.Ordinal)
    {
        ["fr"] = new("Forfait {0}", "Reste de la période, forfait {0}", "Temps inutilisé, forfait {0}", "{0}, du {1} au {2}", "d MMMM yyyy"),
        ["en"] = new("{0} plan", "Remaining time, {0} plan", "Unused time, {0} plan", "{0}, {1} to {2}", "MMMM d, yyyy"),
    };

    // Names and days alone need no language: what a market reads that speaks another one.
    private static readonly Words Neutral = new("{0}", "{0}", "{0}", "{0}, {1} – {2}", "yyyy-MM-dd");

    /// <summary>One of our lines for each of Stripe's, amounts unchanged.</summary>
    public static IReadOnlyList<DocumentLine> Lines(IEnumerable<BillLine> lines, PlanCatalogue catalogue, Market market) =>
        [.. lines.Select(line => new DocumentLine(
            market.Locales.ToDictionary(locale => locale, locale => In(locale, line, catalogue, market), StringComparer.Ordinal), line.Cents))];

    private static string In(string locale, BillLine line, PlanCatalogue catalogue, Market market)
    {
        var words = Languages.GetValueOrDefault(locale, Neutral);
        var culture = CultureInfo.GetCultureInfo(locale);
        var kind = line switch { { Cents: < 0 } => words.Unused, { IsProration: true } => words.Rest, _ => words.Month };
        return string.Format(
            culture, words.Period, string.Format(culture, kind, NameOf(line.PriceId, locale, catalogue, market)),
            Day(line.From), Day(line.Until));

        string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, market.TimeZone).DateTime.Said(words.Date, culture);
    }

    private static string NameOf(string? priceId, string locale, PlanCatalogue catalogue, Market market)
    {
        var key = priceId is null ? null : catalogue.PlanOf(priceId);
        return (key is null ? null : market.FindPlan(key))?.Name.In(locale) ?? key ?? priceId ?? market.Brand.Name;
    }

    /// <param name="Month">A whole month of a plan.</param>
    /// <param name="Period">What, from, until.</param>
    private sealed record Words(string Month, string Rest, string Unused, string Period, string Date);
}
