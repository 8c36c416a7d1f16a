using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadMarket.Kernel;

/// <summary>Dates as people say them in the language of a culture.</summary>
public static partial class SpokenDates
{
    /// <summary>As the format has it; in French the first of a month is « 1er octobre », never « 1 octobre ».</summary>
    public static string Said(this DateTime at, string format, CultureInfo culture) =>
        at.ToString(at.Day == 1 && culture.TwoLetterISOLanguageName is "fr" ? DayBeforeMonth().Replace(format, "d'er'") : format, culture);

    /// <inheritdoc cref="Said(DateTime, string, CultureInfo)"/>
    public static string Said(this DateOnly day, string format, CultureInfo culture) => day.ToDateTime(TimeOnly.MinValue).Said(format, culture);

    // One d alone: two are a day with its zero, four the day of the week.
    [GeneratedRegex("(?<!d)d(?= MMM)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DayBeforeMonth();
}
