using System.Globalization;
using System.Resources;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Notifications.Application.Mail;

/// <summary>Says things in one language of the market: texts, counts, money and times.</summary>
internal sealed class Wording
{
    private readonly ResourceSet _texts;
    private readonly CultureInfo _culture;

    /// <param name="locale">One the market no longer offers is answered in its first: French, in Quebec.</param>
    public Wording(Market market, string locale)
    {
        Market = market;
        Locale = market.Locales.Contains(locale, StringComparer.Ordinal) ? locale : market.DefaultLocale;
        _texts = MailTexts.In(Locale);
        _culture = CultureInfo.GetCultureInfo($"{Locale}-{market.Country}");
    }

    public Market Market { get; }

    public string Locale { get; }

    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public string Say(string key, params (string Name, string Value)[] values)
    {
        var text = _texts.GetString(key) ?? throw new MissingManifestResourceException($"MailTexts.{Locale}.resx has no '{key}'.");
        return values.Length == 0 ? text : MailTexts.Fill(text, values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));
    }

    /// <summary>The text for one, or for several with <c>{count}</c>.</summary>
    public string Count(string key, int count) => count == 1
        ? Say($"{key}.one")
        : Say($"{key}.other", ("count", count.ToString(_culture)));

    /// <summary><c>29,00 $</c> in French with a no-break space, <c>$29.00</c> in English; less than nothing with a minus sign.</summary>
    public string Amount(Money money)
    {
        var format = (NumberFormatInfo)_culture.NumberFormat.Clone();
        if (new RegionInfo(_culture.Name).ISOCurrencySymbol != money.Currency) format.CurrencySymbol = money.Currency;
        // .NET sets a plain space before the dollar sign: an amount must not be torn at a line's end.
        var text = (Math.Abs(money.Cents) / 100m).ToString("C2", format).Replace(' ', '\u00a0');
        return money.Cents < 0 ? $"\u2212{text}" : text;
    }

    /// <summary>A time of day where the market is.</summary>
    public string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Market.TimeZone).DateTime.Said(Say("format.time"), _culture);

    /// <summary>The service's name, or its key once the market no longer offers it.</summary>
    public string Service(string key) => Market.FindService(key)?.Name.In(Locale) ?? key;

    /// <summary>The budget as homeowners choose it, or its key once the market no longer offers it.</summary>
    public string Budget(string key) => Label(Market.Budgets, key);

    /// <summary>As <see cref="Budget"/>, of when the work should be done.</summary>
    public string Timeline(string key) => Label(Market.Timelines, key);

    /// <summary>Why a lead may be given back, or its key once the market no longer takes it back for that.</summary>
    public string ReturnReason(string key) => Market.Returns.Find(key)?.Name.In(Locale) ?? key;

    /// <summary>The plan's name, or its key once the market no longer offers it.</summary>
    public string Plan(string key) => Market.FindPlan(key)?.Name.In(Locale) ?? key;

    /// <summary>The tax's name, or its code once the market no longer levies it.</summary>
    public string Tax(string code) =>
        Market.Taxes.FirstOrDefault(tax => string.Equals(tax.Code, code, StringComparison.Ordinal))?.Name.In(Locale) ?? code.ToUpperInvariant();

    private string Label(IReadOnlyList<Choice> choices, string key) =>
        choices.FirstOrDefault(choice => string.Equals(choice.Key, key, StringComparison.Ordinal))?.Label.In(Locale) ?? key;
}
