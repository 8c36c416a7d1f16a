using System.Globalization;
using LeadMarket.Kernel;

namespace LeadMarket.Web.Presentation;

/// <summary>Money as each language writes it.</summary>
public static class AmountText
{
    /// <summary>The sign of every dollar, also as the unit of a question or a field.</summary>
    public const string Dollar = "$";

    private const char NoBreakSpace = '\u00a0';

    /// <summary><c>29,00 $</c> in French (no-break spaces), <c>$29.00</c> in English.</summary>
    public static string In(this Money amount, string locale)
    {
        var symbol = amount.Currency is "CAD" or "USD" ? Dollar : amount.Currency;
        var sign = amount.Cents < 0 ? "\u2212" : "";
        var value = Math.Abs(amount.Cents) / 100m;
        return locale == "fr"
            ? sign + value.ToString("N2", French) + NoBreakSpace + symbol
            : sign + symbol + value.ToString("N2", CultureInfo.InvariantCulture);
    }

    /// <summary>Prices in a table of plans: without cents when there are none.</summary>
    public static string Short(this Money amount, string locale)
    {
        var text = amount.In(locale);
        return amount.Cents % 100 == 0 ? text.Replace(locale == "fr" ? ",00" : ".00", "", StringComparison.Ordinal) : text;
    }

    /// <summary>What was charged in all; null when nothing was.</summary>
    public static Money? Sum(this IReadOnlyList<Charge> charges, Func<Charge, Money> amount) =>
        charges.Count == 0 ? null : charges.Select(amount).Aggregate((sum, next) => sum + next);

    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = NoBreakSpace.ToString() };
}
