using System.Globalization;
using System.Text;

namespace LeadMarket.Notifications.Application.Mail;

/// <summary>Words that somebody typed, made safe to set among ours.</summary>
internal static class TypedText
{
    private const char FirstStrongIsolate = '\u2068';
    private const char PopIsolate = '\u2069';

    /// <summary>One line without control characters; a right-to-left name keeps its direction to itself.</summary>
    public static string Typed(this string text)
    {
        var line = new StringBuilder(text.Length);
        var rightToLeft = false;
        foreach (var rune in text.EnumerateRunes())
        {
            // Overrides and isolates (Cf) could turn the rest of the sentence around; a lone surrogate arrives as U+FFFD.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format && !IsJoiner(rune)) continue;
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)) { line.Append(' '); continue; }
            rightToLeft |= IsRightToLeft(rune);
            line.Append(rune);
        }

        var clean = string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return rightToLeft ? $"{FirstStrongIsolate}{clean}{PopIsolate}" : clean;
    }

    // Persian and Indic names are misspelt without the joiners.
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    // Hebrew to Arabic Extended-A, their presentation forms, and the right-to-left planes.
    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
