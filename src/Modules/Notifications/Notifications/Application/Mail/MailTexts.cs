using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace LeadMarket.Notifications.Application.Mail;

/// <summary>The words of every mail, from <c>MailTexts.{locale}.resx</c>.</summary>
// There is no neutral file, so no language falls back to another: a missing text is a bug that a test finds.
internal static partial class MailTexts
{
    private static readonly ResourceManager Resources = new(typeof(MailTexts));

    /// <exception cref="MissingManifestResourceException">The product has no texts in this language.</exception>
    public static ResourceSet In(string locale) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(locale), createIfNotExists: true, tryParents: false)
        ?? throw new MissingManifestResourceException($"No mail is written in '{locale}': add MailTexts.{locale}.resx.");

    /// <summary>Puts values where the text says <c>{name}</c>. A value is never read for placeholders of its own; one that ends with a full stop,
    /// as "3:05 p.m." does, takes that of the sentence.</summary>
    /// <exception cref="KeyNotFoundException">The text names a value that was not given.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Placeholder().Replace(text, found => values[found.Groups["name"].Value] switch
        {
            var value when value.EndsWith('.') => value,
            var value => value + found.Groups["stop"].Value,
        });

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}(?<stop>\.?)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
