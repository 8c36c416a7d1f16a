using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>brand</c>.</summary>
internal static partial class BrandSection
{
    private const string Email = "an e-mail address, such as hello@example.com";

    public static Brand Read(Section brand, string contentFolder) => new(
        Name: brand.Text("name"),
        Tagline: brand.Localized("tagline"),
        LegalName: brand.Text("legalName"),
        PostalAddress: brand.Text("postalAddress"),
        SupportEmail: brand.Text("supportEmail", EmailPattern(), Email),
        PrivacyOfficer: brand.Inner("privacyOfficer", officer => new PrivacyOfficer(
            officer.Localized("title"),
            officer.Text("email", EmailPattern(), Email)))!,
        Logo: ContentFiles.Name(brand, "logo", contentFolder, ".svg"),
        Colors: brand.Inner("colors", colors => new BrandColors(
            Light: colors.Inner("light", PaletteSection.Read)!,
            Dark: colors.Inner("dark", PaletteSection.Read)!))!);

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmailPattern();
}
