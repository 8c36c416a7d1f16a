using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LeadMarket.Leads.Domain;

/// <summary>Recognises what is typed instead of a name.</summary>
// Names are of every kind: short (Ng, Wu), without Latin letters, with dots (J.P.). Only what is none of them counts.
internal static class ImplausibleName
{
    private const int LettersThatWantAVowel = 4;
    private const int LettersThatRepeat = 3;

    private static readonly Regex WebAddress = new(
        @"://|www\.|\.(com|net|org|info|biz|io|co|ca|ru|cn|xyz|top|shop|site|online|club)\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase);

    public static bool Is(string name) => WebAddress.IsMatch(name) || IsOneLetterRepeated(name) || HasNoVowel(name);

    private static bool IsOneLetterRepeated(string name)
    {
        var letters = Letters(name);
        return letters.Length >= LettersThatRepeat && letters.Distinct().Count() == 1;
    }

    private static bool HasNoVowel(string name)
    {
        var letters = Letters(name);
        return letters.Length >= LettersThatWantAVowel && letters.All(char.IsAsciiLetterLower) && !letters.Any(letter => "aeiouy".Contains(letter, StringComparison.Ordinal));
    }

    // Without case and accents: "Ééé" is one letter three times, and "ệ" is a vowel.
    private static string Letters(string name) => string.Concat(name.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
        .Where(char.IsLetter)
        .Select(char.ToLowerInvariant));
}
