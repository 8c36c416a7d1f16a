using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadMarket.Web.Presentation;

/// <summary>Amounts as people type them in either language: <c>12 500,50 $</c>, <c>$12,500.50</c>, <c>12500</c>.</summary>
public static partial class TypedAmount
{
    /// <param name="cents"><c>null</c> for an empty field.</param>
    /// <returns>False when it is no amount.</returns>
    public static bool TryRead(string? typed, out long? cents)
    {
        cents = null;
        if (string.IsNullOrWhiteSpace(typed)) return true;

        var bare = Ornaments().Replace(typed, "");
        // Three digits after a comma or a dot are thousands; one or two are cents. The language of the page does not decide it.
        var match = Grouped().Match(bare);
        if (!match.Success) return false;
        var whole = match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        if (whole.Length > 12) return false;
        cents = long.Parse(whole, CultureInfo.InvariantCulture) * 100 + int.Parse("0" + match.Groups["cents"].Value.PadRight(2, '0'), CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>As an input shows an amount that is known.</summary>
    public static string Written(long cents, string locale)
    {
        var written = (cents / 100m).ToString(cents % 100 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);
        return locale == "fr" ? written.Replace('.', ',') : written;
    }

    [GeneratedRegex(@"[\s$'’]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ornaments();

    [GeneratedRegex(@"^(?<whole>[0-9]+|[0-9]{1,3}([.,][0-9]{3})+)([.,](?<cents>[0-9]{1,2}))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Grouped();
}
