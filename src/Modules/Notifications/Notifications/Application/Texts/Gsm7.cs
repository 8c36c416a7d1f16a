using System.Text;

namespace LeadMarket.Notifications.Application.Texts;

/// <summary>The letters of a text that is billed as one of 160, not of 70: GSM-7 (3GPP TS 23.038). French has é, è, à and ù in it, but not ê, ç or ’.</summary>
internal static class Gsm7
{
    /// <summary>What one segment holds. A text of two costs twice.</summary>
    public const int Segment = 160;

    private const string Letters =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string LettersOfTwo = "^{}\\[~]|€";

    private static readonly Dictionary<char, string> Stands = new()
    {
        ['’'] = "'", ['‘'] = "'", ['“'] = "\"", ['”'] = "\"", ['«'] = "\"", ['»'] = "\"", ['–'] = "-", ['—'] = "-", ['\u2011'] = "-",
        ['…'] = "...", ['œ'] = "oe", ['Œ'] = "OE", ['\u00a0'] = " ", ['\u202f'] = " ", ['·'] = "-",
    };

    /// <summary>The same words in those letters: ê becomes e. What has no such letter is left out.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (IsIn(letter)) plain.Append(letter);
            else if (Stands.TryGetValue(letter, out var stand)) plain.Append(stand);
            else if (!char.IsSurrogate(letter)) plain.Append(string.Concat(letter.ToString().Normalize(NormalizationForm.FormD).Where(IsIn)));
        }

        return plain.ToString();
    }

    public static int Units(string plain) => plain.Sum(UnitsOf);

    /// <summary>As much of the text as there is room for, with a sign that there was more.</summary>
    public static string Shorten(string plain, int room)
    {
        if (Units(plain) <= room) return plain;

        var kept = new StringBuilder();
        foreach (var letter in plain)
        {
            room -= UnitsOf(letter);
            if (room < 1) break;
            kept.Append(letter);
        }

        return kept.Length == 0 ? "" : $"{kept.ToString().TrimEnd(' ', ',', '-')}.";
    }

    private static bool IsIn(char letter) => Letters.Contains(letter, StringComparison.Ordinal) || LettersOfTwo.Contains(letter, StringComparison.Ordinal);

    private static int UnitsOf(char letter) => LettersOfTwo.Contains(letter, StringComparison.Ordinal) ? 2 : 1;
}
