using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>consents</c>.</summary>
internal static partial class ConsentSection
{
    private static readonly string[] Known = [ConsentText.Contact, ConsentText.Marketing, ConsentText.Advertising];

    public static IReadOnlyList<ConsentText> Read(Section root)
    {
        var consents = root.List("consents", consent =>
        {
            var key = consent.Key();
            if (key.Length > 0 && !Known.Contains(key, StringComparer.Ordinal))
                consent.Refuse("key", $"'{key}' is a consent that nothing asks for", string.Join(", ", Known));
            return new ConsentText(key, consent.Text("version"), consent.Localized("text", text => Check(root.File, key, text)));
        });
        if (consents.Count > 0 && consents.All(consent => consent.Key != ConsentText.Contact))
            root.Refuse("consents", $"no consent '{ConsentText.Contact}'", $"one consent with the key {ConsentText.Contact}");
        return consents;
    }

    private static void Check(MarketFile file, string key, TextNode text)
    {
        // Consent to be contacted is worth nothing unless it says by how many.
        if (key == ConsentText.Contact && !text.Value.Contains(ConsentText.Count, StringComparison.Ordinal))
            file.Refuse(text, $"does not hold {ConsentText.Count}", $"a text with {ConsentText.Count} where the number of contractors goes");
        foreach (var name in PlaceholderPattern().Matches(text.Value).Select(match => match.Value).Where(name => name != ConsentText.Count))
            file.Refuse(text, $"unknown placeholder {name}", ConsentText.Count);
    }

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceholderPattern();
}
