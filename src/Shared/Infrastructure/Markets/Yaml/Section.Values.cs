using System.Globalization;
using System.Text.RegularExpressions;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets.Yaml;

internal sealed partial class Section
{
    private const string KeyShape = "lower-case letters, digits and single hyphens, such as heat-pump";

    /// <summary>A text that is there and says something; empty after a refusal.</summary>
    public string Text(string key, string allowed = "a text")
    {
        if (Require(key, allowed) is not { } node) return "";
        if (node is TextNode { Value: var value } text && !string.IsNullOrWhiteSpace(value) && !(text.Plain && value is "~" or "null"))
            return value.Trim();
        file.Refuse(node, $"{Named(node)} where a text belongs", allowed);
        return "";
    }

    /// <summary>A text of a certain shape.</summary>
    public string Text(string key, Regex shape, string allowed)
    {
        var text = Text(key, allowed);
        if (text.Length > 0 && !shape.IsMatch(text)) Refuse(key, $"'{text}' is not valid", allowed);
        return text;
    }

    /// <summary>A stable name, unlike that of its neighbours in the list.</summary>
    public string Key(string key = "key")
    {
        var text = Text(key, KeyPattern(), KeyShape);
        if (text.Length > 0 && !siblings.Add(text)) Refuse(key, $"'{text}' is already in this list", "a key not yet used");
        return text;
    }

    /// <summary>A lower-case name that need not be unique.</summary>
    public string Slug(string key) => Text(key, KeyPattern(), KeyShape);

    /// <summary>One of the words allowed; the first of them after a refusal.</summary>
    public string OneOf(string key, IReadOnlyCollection<string> words)
    {
        var allowed = string.Join(", ", words);
        var text = Text(key, allowed);
        if (words.Contains(text, StringComparer.Ordinal)) return text;
        if (text.Length > 0) Refuse(key, $"'{text}' is unknown", allowed);
        return words.First();
    }

    /// <summary>True, false, or false when left out.</summary>
    public bool Flag(string key)
    {
        var node = Find(key);
        if (node is null or TextNode { Plain: true, Value: "true" or "false" }) return node is TextNode { Value: "true" };
        file.Refuse(node, $"{Named(node)} where a yes or no belongs", "true, false");
        return false;
    }

    /// <summary>A whole number within bounds, both included; the least after a refusal.</summary>
    public int Whole(string key, int min, int max) =>
        Require(key, $"a whole number from {min} to {max}") is null ? min : (int)OptionalWhole(key, min, max).GetValueOrDefault(min);

    /// <summary>As <see cref="Whole"/>, or <c>null</c> when left out.</summary>
    public long? OptionalWhole(string key, long min, long max) => (long?)Decimal(key, min, max, decimals: 0);

    /// <summary>A number written with at most this many decimals, as a whole number of its smallest unit: 9.975 with 4 is 99 750.</summary>
    public long Scaled(string key, decimal min, decimal max, int decimals)
    {
        if (Require(key, NumberShape(min, max, decimals)) is null) return 0;
        var unit = Enumerable.Repeat(10m, decimals).Aggregate(1m, (left, right) => left * right);
        return (long)(Decimal(key, min, max, decimals).GetValueOrDefault(min) * unit);
    }

    private decimal? Decimal(string key, decimal min, decimal max, int decimals)
    {
        if (Find(key) is not { } node) return null;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (node is not TextNode { Plain: true } text || !decimal.TryParse(text.Value, style, CultureInfo.InvariantCulture, out var number))
            file.Refuse(node, $"{Named(node)} where a number belongs", NumberShape(min, max, decimals));
        else if (number < min || number > max || decimal.Round(number, decimals) != number)
            file.Refuse(node, $"{text.Value} is not allowed", NumberShape(min, max, decimals));
        else return number;
        return null;
    }

    private static string NumberShape(decimal min, decimal max, int decimals) => string.Create(CultureInfo.InvariantCulture,
        $"{(decimals == 0 ? "a whole number" : $"a number of at most {decimals} decimals")} from {min} to {max}");

    /// <summary>A text in every language of the market.</summary>
    public LocalizedText Localized(string key, Action<TextNode>? check = null)
    {
        var texts = Inner(key, section => section.Translations(check));
        return new LocalizedText(texts ?? new Dictionary<string, string>(StringComparer.Ordinal));
    }

    /// <summary>As <see cref="Localized"/>, or <c>null</c> when left out.</summary>
    public LocalizedText? OptionalLocalized(string key) => Find(key) is null ? null : Localized(key);

    /// <summary>As <see cref="Localized"/>, or one name alone when it is the same in every language.</summary>
    public LocalizedText ProperName(string key) => Find(key) is TextNode
        ? new LocalizedText(file.Locales.ToDictionary(locale => locale, _ => Text(key), StringComparer.Ordinal))
        : Localized(key);

    private Dictionary<string, string> Translations(Action<TextNode>? check)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var locale in file.Locales)
        {
            texts[locale] = Text(locale, $"a text in each language of the market: {string.Join(", ", file.Locales)}");
            if (Find(locale) is TextNode text) check?.Invoke(text);
        }

        return texts;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyPattern();
}
