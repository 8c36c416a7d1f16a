using FluentValidation;

namespace LeadMarket.Purchasing.Application;

/// <summary>What people write in words of their own, over one line or several.</summary>
internal static class FreeText
{
    public static void IsFreeText<T>(this IRuleBuilderInitial<T, string?> text, int longest) => text.Cascade(CascadeMode.Stop)
        .Must(words => words is null || words.Trim().Length <= longest).WithErrorCode("purchasing.text-too-long").WithState(_ => (long)longest)
        .Must(words => words is null || IsPlain(words)).WithErrorCode("purchasing.text-not-allowed");

    public static void IsGivenFreeText<T>(this IRuleBuilderInitial<T, string?> text, int longest) => text.Cascade(CascadeMode.Stop)
        .Must(words => !string.IsNullOrWhiteSpace(words)).WithErrorCode("purchasing.text-missing")
        .Must(words => words!.Trim().Length <= longest).WithErrorCode("purchasing.text-too-long").WithState(_ => (long)longest)
        .Must(words => IsPlain(words!)).WithErrorCode("purchasing.text-not-allowed");

    /// <summary>The words without what surrounds them, or <c>null</c> when there are none.</summary>
    public static string? OrNothing(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Whether PostgreSQL can hold it and people are not deceived by it: no control characters but those that end a line, no halves of
    /// characters, no bidirectional overrides.</summary>
    public static bool IsPlain(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t')) return false;
            if (letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) return false;
            if (char.IsSurrogatePair(text, at)) at++;
            else if (char.IsSurrogate(letter)) return false;
        }

        return true;
    }
}
