using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>contractors</c>, which may be left out.</summary>
internal static partial class ContractorSection
{
    public static ContractorRules Read(Section contractors) => new(contractors.OptionalInner("licence", ReadLicence));

    private static LicenceRule ReadLicence(Section licence) => new(
        Name: licence.Localized("name"),
        Hint: licence.Localized("hint"),
        Format: licence.Text("format", FormatPattern(), "9 for a digit, A for a letter, other capitals, digits, spaces and hyphens for themselves, such as 9999-9999-99"),
        Required: licence.Flag("required"));

    // Without a 9 or an A every contractor would have the same licence. What is typed is read in capitals, so a small letter never fits.
    [GeneratedRegex(@"^(?=.*[9A])[A-Z0-9]([A-Z0-9./ -]{0,28}[A-Z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormatPattern();
}
