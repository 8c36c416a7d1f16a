namespace LeadMarket.Kernel.Markets;

/// <summary>Who the product says it is, on its pages and in its messages.</summary>
/// <param name="LegalName">The registered name behind the trade name, for invoices and CASL identification.</param>
/// <param name="PostalAddress">
/// One line. Commercial messages must carry the sender's name and mailing address (CASL regulations, SOR/2012-36, s. 2).
/// </param>
/// <param name="Logo">File name inside <see cref="Market.ContentFolder"/>, always an SVG.</param>
public sealed record Brand(
    string Name,
    LocalizedText Tagline,
    string LegalName,
    string PostalAddress,
    string SupportEmail,
    PrivacyOfficer PrivacyOfficer,
    string Logo,
    BrandColors Colors);

/// <summary>The person in charge of personal information, whose title and contact must be published (Quebec's Law 25).</summary>
public sealed record PrivacyOfficer(LocalizedText Title, string Email);

/// <summary>The brand's colours for each colour scheme the system may ask for.</summary>
public sealed record BrandColors(Palette Light, Palette Dark);

/// <summary>Colours as <c>#rrggbb</c>, in lower case; every pair that carries text reads at 4.5:1 or better (WCAG AA).</summary>
/// <param name="OnPrimary">Text on a primary button.</param>
/// <param name="OnAccent">Text on an accent background.</param>
/// <param name="Surface">The page behind everything; primary and accent are also readable as text on it.</param>
/// <param name="Text">Body text on <paramref name="Surface"/>.</param>
public sealed record Palette(
    string Primary,
    string OnPrimary,
    string Accent,
    string OnAccent,
    string Surface,
    string Text);
