using System.Globalization;
using LeadMarket.Kernel;

namespace LeadMarket.Web.Presentation;

/// <summary>The words of this request's language.</summary>
public sealed class Texts(PageLocale page)
{
    public string Locale => page.Locale;

    public CultureInfo Culture => page.Culture;

    /// <summary>The words under a key of the resources.</summary>
    /// <exception cref="InvalidOperationException">No such key in this language.</exception>
    public string this[string key] => TextBook.Find(Locale, key)
        ?? throw new InvalidOperationException($"No text '{key}' in '{Locale}': add it to Resources/Texts.{Locale}.resx.");

    public string this[string key, params object[] values] => string.Format(Culture, this[key], values);

    /// <summary>Words that agree with a count: <c>{key}.one</c> or <c>{key}.other</c>, the count at {0}, the rest from {1} on.</summary>
    // French counts zero with one ("0 place"), English with many ("0 slots").
    public string Count(string key, int count, params object[] more) =>
        this[$"{key}.{((Locale == "fr" ? count is 0 or 1 : count == 1) ? "one" : "other")}", [count, .. more]];

    /// <summary>A refusal in words. A code without words of its own still says something a person can act on.</summary>
    // The refusal of one field carries the number that its words name.
    public string For(Error error) => error.Fields.FirstOrDefault(field => field.Code == error.Code) is { } field
        ? For(field)
        : TextBook.Find(Locale, error.Code) ?? this["error.unknown"];

    public string For(FieldError error) =>
        string.Format(Culture, TextBook.Find(Locale, error.Code) ?? this["validation.invalid"], error.Limit ?? 0);
}
