using System.Globalization;
using System.Text;

namespace LeadMarket.Leads.Domain;

/// <summary>Why a text was refused.</summary>
internal enum TextFault
{
    None,
    TooLong,
    NotAllowed,
}

/// <summary>A text as typed, made fit to keep: trimmed, Unicode NFC, <c>null</c> when blank.</summary>
/// <remarks>Markup and SQL are only text: kept as typed, and encoded by whatever shows them.</remarks>
internal readonly record struct PlainText(string? Value, TextFault Fault)
{
    // Composing (NFC) shortens most texts, so a little more than the limit may still fit; far more cannot.
    private const int Slack = 4;

    /// <param name="maxLength">In UTF-16 units.</param>
    /// <param name="manyLines">Line breaks are allowed, and kept as <c>\n</c>.</param>
    public static PlainText Read(string? typed, int maxLength, bool manyLines = false)
    {
        if (typed is null) return default;

        // Before any copy is made: ten megabytes are refused for the price of looking at their ends.
        var trimmed = typed.AsSpan().Trim();
        if (trimmed.Length > maxLength * Slack) return new PlainText(null, TextFault.TooLong);

        var text = trimmed.ToString();
        if (manyLines) text = text.ReplaceLineEndings("\n");
        if (!IsAllowed(text, manyLines)) return new PlainText(null, TextFault.NotAllowed);

        text = text.Normalize(NormalizationForm.FormC);
        if (text.Length > maxLength) return new PlainText(null, TextFault.TooLong);
        return new PlainText(text.Length == 0 ? null : text, TextFault.None);
    }

    /// <summary>What can be kept of a text that must not be refused; whatever cannot be stored becomes U+FFFD.</summary>
    public static string? Salvage(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var kept = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            var fit = IsAllowed(rune, manyLines: false) ? rune : Rune.ReplacementChar;
            if (kept.Length + fit.Utf16SequenceLength > maxLength) break;
            kept.Append(fit);
        }

        return kept.ToString();
    }

    private static bool IsAllowed(string text, bool manyLines)
    {
        for (var i = 0; i < text.Length;)
        {
            // PostgreSQL holds neither NUL nor half a surrogate pair.
            if (!Rune.TryGetRuneAt(text, i, out var rune) || !IsAllowed(rune, manyLines)) return false;
            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static bool IsAllowed(Rune rune, bool manyLines) => rune.Value switch
    {
        '\n' => manyLines,
        // Overrides and isolates can make the words after them read as something else ("Trojan Source", CVE-2021-42574).
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator),
    };
}
