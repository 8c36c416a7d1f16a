using System.Globalization;
using LeadMarket.Infrastructure.Markets.Yaml;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>locales</c>, <c>country</c>, <c>currency</c> and <c>timeZone</c>.</summary>
internal static class PlaceSection
{
    // Money is kept in hundredths, so a currency without them would be off by a factor of a hundred at Stripe.
    private static readonly string[] Currencies = ["AUD", "CAD", "CHF", "EUR", "GBP", "MXN", "NZD", "USD"];

    private static readonly HashSet<string> Languages = CultureInfo.GetCultures(CultureTypes.NeutralCultures)
        .Select(culture => culture.Name).Where(name => name.Length == 2).ToHashSet(StringComparer.Ordinal);

    private static readonly HashSet<string> Countries = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(culture => new RegionInfo(culture.Name).TwoLetterISORegionName).ToHashSet(StringComparer.Ordinal);

    /// <summary>The languages, or none after a refusal: with one of them wrong, every text of the file would look wrong.</summary>
    public static IReadOnlyList<string> ReadLocales(Section root)
    {
        var locales = new List<string>();
        var words = root.Words("locales");
        foreach (var word in words)
        {
            if (!Languages.Contains(word.Value)) root.File.Refuse(word, $"'{word.Value}' is not a language", "two-letter languages, such as fr, en");
            else if (locales.Contains(word.Value, StringComparer.Ordinal)) root.File.Refuse(word, $"'{word.Value}' twice", "each language once");
            else locales.Add(word.Value);
        }

        return locales.Count == words.Count ? locales : [];
    }

    public static string ReadCountry(Section root)
    {
        var country = root.Text("country", "a two-letter country, such as CA");
        if (country.Length > 0 && !Countries.Contains(country))
            root.Refuse("country", $"'{country}' is not a country", "a two-letter country in capitals, such as CA");
        return country;
    }

    public static string ReadCurrency(Section root) => root.OneOf("currency", Currencies);

    public static TimeZoneInfo ReadTimeZone(Section root)
    {
        const string allowed = "an IANA time zone, such as America/Toronto";
        var name = root.Text("timeZone", allowed);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId) return zone;
        if (name.Length > 0) root.Refuse("timeZone", $"'{name}' is not a time zone", allowed);
        return TimeZoneInfo.Utc;
    }
}
