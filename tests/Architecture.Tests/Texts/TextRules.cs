using System.Text.RegularExpressions;
using LeadMarket.Architecture.Tests.Engine;

namespace LeadMarket.Architecture.Tests.Texts;

/// <summary>Rule 18: whoever is offered a language finds every word in it.</summary>
public static partial class TextRules
{
    public static Rule<TextCatalogue> EveryLanguageIsThere { get; } = Rule.Over<TextCatalogue, TextFamily>(
        "18. Every set of texts exists in every language that a market offers",
        "add the resx of that language",
        texts => texts.Families,
        (family, texts) => texts.Locales.Where(locale => !family.Languages.ContainsKey(locale)));

    public static Rule<TextCatalogue> EveryKeyIsTranslated { get; } = Rule.Over<TextCatalogue, TextFamily>(
        "18. Every text exists in every language",
        "write it in the resx of that language",
        texts => texts.Families,
        (family, _) => family.Languages.SelectMany(language => family.Keys
            .Where(key => string.IsNullOrWhiteSpace(language.Value.GetValueOrDefault(key))).Select(key => $"{key} in {language.Key}")));

    public static Rule<TextCatalogue> EveryUsedKeyExists { get; } = Rule.Over<TextCatalogue, UsedKey>(
        "18. Every text that a page names exists",
        "add the key to the resx of every language, or mend its spelling",
        texts => texts.UsedKeys,
        (used, texts) => texts.PageTexts.Any(key => used.Matches(key)) ? [] : [used.Pattern]);

    public static Rule<TextCatalogue> EveryRefusalHasWords { get; } = Rule.Over<TextCatalogue, UsedKey>(
        "18. Every refusal can be told in words",
        "add the error's code to the resx of every language",
        texts => texts.ErrorCodes,
        (used, texts) => texts.PageTexts.Contains(used.Pattern) ? [] : [used.Pattern]);

    /// <summary>Keys in a page: <c>T["a.b"]</c>, <c>T[wide ? "a.b" : "a.c"]</c>, <c>T[$"a.{step}.title"]</c> and <c>T.Count("a.b", n)</c>.</summary>
    public static IEnumerable<UsedKey> KeysIn(string file, string source)
    {
        foreach (Match use in Indexer().Matches(source))
        {
            foreach (Match literal in KeyLiteral().Matches(use.Groups["inside"].Value))
                yield return new UsedKey(file, Hole().Replace(literal.Groups["key"].Value, "*"));
        }

        foreach (Match use in Counted().Matches(source))
        {
            yield return new UsedKey(file, $"{use.Groups["key"].Value}.one");
            yield return new UsedKey(file, $"{use.Groups["key"].Value}.other");
        }
    }

    /// <summary>Codes where refusals are made, and constants that are handed to them.</summary>
    public static IEnumerable<UsedKey> CodesIn(string file, string source) =>
        Code().Matches(source).Select(match => new UsedKey(file, match.Groups["code"].Value));

    [GeneratedRegex("""\b(T|Texts|texts|words)\[(?<inside>[^\[\]]*(\[[^\]]*\][^\[\]]*)*)\]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Indexer();

    [GeneratedRegex("""\$?"(?<key>[a-z0-9][a-z0-9.\-]*\.(\{[^{}"]*\}|[a-z0-9.\-])+|[a-z0-9\-]+\.\{[^{}"]*\}[a-z0-9.\-]*)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex KeyLiteral();

    [GeneratedRegex("""\{[^{}]*\}""", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("""\b(T|Texts|texts|words)\.Count\("(?<key>[a-z0-9.\-]+)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Counted();

    [GeneratedRegex("""(Error\.(NotFound|Conflict|Forbidden|Unavailable|Invalid)\(|WithErrorCode\(|new\ Error\(|new\ FieldError\("[A-Za-z.\[\]]+",\ |const\ string\ \w+\ =\ )"(?<code>[a-z]+\.[a-z0-9\-]+)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Code();
}
