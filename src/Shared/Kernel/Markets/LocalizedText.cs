using System.Collections.Frozen;

namespace LeadMarket.Kernel.Markets;

/// <summary>A text in every language the market offers; the market reader refuses a file where one is missing.</summary>
public sealed class LocalizedText(IReadOnlyDictionary<string, string> byLocale)
{
    private readonly FrozenDictionary<string, string> _byLocale = byLocale.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The languages this text is written in.</summary>
    public IReadOnlyCollection<string> Locales => _byLocale.Keys;

    /// <summary>The text in a locale of the market, such as <c>fr</c>.</summary>
    /// <exception cref="KeyNotFoundException">The market does not offer that locale.</exception>
    // No fall-back to another language: a French reader who is shown English consents to nothing.
    public string In(string locale) => _byLocale.TryGetValue(locale, out var text)
        ? text
        : throw new KeyNotFoundException($"No text in '{locale}'; the market offers {string.Join(", ", _byLocale.Keys.Order(StringComparer.Ordinal))}.");
}
