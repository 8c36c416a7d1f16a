using System.Globalization;
using LeadMarket.Kernel;

namespace LeadMarket.Web.Presentation;

/// <summary>Money as each language writes it.</summary>
public static class AmountText
{
    private const char NoBreakSpace = '\u00a0';

    /// <summary><c>29,00 $</c> in French (no-break spaces), <c>$29.00</c> in English.</summary>
    public static string In(this Money amount, string locale)
    {
        var symbol = amount.Currency is "CAD" or "USD" ? "$" : amount.Currency;
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

    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = NoBreakSpace.ToString() };
}
