using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>The lines of a plan's bill in our own words, in each language of the market: Stripe writes English only.</summary>
internal static class BillWording
{
    // Names and days alone need no language: what a market reads that speaks another one.
    private static readonly Words Neutral = new("{0}", "{0}", "{0}", "{0}, {1} – {2}", "yyyy-MM-dd");

    /// <summary>One of our lines for each of Stripe's, amounts unchanged.</summary>
    public static IReadOnlyList<DocumentLine> Lines(IEnumerable<BillLine> lines, PlanCatalogue catalogue, Market market) =>
        [.. lines.Select(line => new DocumentLine(
            market.Locales.ToDictionary(locale => locale, locale => In(locale, line, catalogue, market), StringComparer.Ordinal), line.Cents))];

    private static string In(string locale, BillLine line, PlanCatalogue catalogue, Market market)
    {
        var words = WordsOf(locale);
        var culture = CultureInfo.GetCultureInfo(locale);
        var kind = line switch { { Cents: < 0 } => words.Unused, { IsProration: true } => words.Rest, _ => words.Month };
        return string.Format(
            culture, words.Period, string.Format(culture, kind, NameOf(line.PriceId, locale, catalogue, market)),
            Day(line.From), Day(line.Until));

        string Day(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, market.TimeZone).DateTime.Said(words.Date, culture);
    }

    private static Words WordsOf(string locale) => new(
        BillingTexts.Find(locale, "bill.month") ?? Neutral.Month, BillingTexts.Find(locale, "bill.rest") ?? Neutral.Rest,
        BillingTexts.Find(locale, "bill.unused") ?? Neutral.Unused, BillingTexts.Find(locale, "bill.period") ?? Neutral.Period,
        BillingTexts.Find(locale, "bill.date") ?? Neutral.Date);

    private static string NameOf(string? priceId, string locale, PlanCatalogue catalogue, Market market)
    {
        var key = priceId is null ? null : catalogue.PlanOf(priceId);
        return (key is null ? null : market.FindPlan(key))?.Name.In(locale) ?? key ?? priceId ?? market.Brand.Name;
    }

    /// <param name="Month">A whole month of a plan.</param>
    /// <param name="Period">What, from, until.</param>
    private sealed record Words(string Month, string Rest, string Unused, string Period, string Date);
}
