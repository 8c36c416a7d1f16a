using System.Collections;
using System.Resources;
using System.Text.RegularExpressions;
using LeadMarket.Notifications.Application.Mail;

namespace LeadMarket.Notifications.Tests.Application;

public sealed partial class MailTextsTests
{
    [Fact]
    public void Every_language_of_the_market_has_every_text_with_the_same_placeholders()
    {
        var first = Texts(Samples.Market.DefaultLocale);
        first.Count.ShouldBeGreaterThan(30);
        foreach (var locale in Samples.Market.Locales.Skip(1))
        {
            var other = Texts(locale);
            other.Keys.Order(StringComparer.Ordinal).ShouldBe(first.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, text) in first) Placeholders(other[key]).ShouldBe(Placeholders(text), $"{key} in {locale}");
        }
    }

    [Fact]
    public void No_text_is_empty_or_left_untranslated()
    {
        var english = Texts("en");
        foreach (var (key, text) in Texts("fr"))
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            string.Equals(english[key], text, StringComparison.Ordinal).ShouldBeFalse(key);
        }
    }

    [Fact]
    public void A_language_without_texts_is_refused_rather_than_answered_in_another() =>
        Should.Throw<MissingManifestResourceException>(() => MailTexts.In("es"));

    [Fact]
    public void A_value_that_looks_like_a_placeholder_is_left_alone() =>
        MailTexts.Fill("{name} {name}", new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "{brand}" }).ShouldBe("{brand} {brand}");

    private static Dictionary<string, string> Texts(string locale) => MailTexts.In(locale).Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex("\\{[a-z]+\\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
