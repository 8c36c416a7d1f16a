using System.Text.RegularExpressions;

namespace LeadMarket.Web.Presentation;

/// <summary>People's words as a spreadsheet's cell: never run. "=HYPERLINK(…)" must stay what they typed.</summary>
// https://owasp.org/www-community/attacks/CSV_Injection
public static partial class CellText
{
    // What a spreadsheet takes for a formula, and the full-width forms that Excel takes for the same signs.
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    /// <summary>The text, with an apostrophe wherever a spreadsheet would begin to run it.</summary>
    // Also behind leading spaces, which some programs drop; and behind the separator of the other language, at which a program that is set
    // to that language cuts the line.
    public static string Disarmed(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var first = text.FirstOrDefault(mark => mark is not (' ' or '\u00a0' or '\u3000'));
        var whole = Formulas.Contains(first, StringComparison.Ordinal) || Formulas.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return AfterSeparator().Replace(whole, "$0'");
    }

    [GeneratedRegex("[;,|][ \u00a0\u3000]*(?=[=+@＝＋－＠-])", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex AfterSeparator();
}
