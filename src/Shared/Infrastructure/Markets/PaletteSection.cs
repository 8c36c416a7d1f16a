using System.Globalization;
using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads a palette and holds it to the contrast that people with low vision need.</summary>
internal static partial class PaletteSection
{
    /// <summary>WCAG 2.2, success criterion 1.4.3 (AA), for text of ordinary size.</summary>
    private const double LeastContrast = 4.5;

    public static Palette Read(Section colors)
    {
        var palette = new Palette(
            Color(colors, "primary"), Color(colors, "onPrimary"),
            Color(colors, "accent"), Color(colors, "onAccent"),
            Color(colors, "surface"), Color(colors, "text"));

        Check(colors, "onPrimary", palette.OnPrimary, "primary", palette.Primary);
        Check(colors, "onAccent", palette.OnAccent, "accent", palette.Accent);
        Check(colors, "primary", palette.Primary, "surface", palette.Surface);   // links
        Check(colors, "accent", palette.Accent, "surface", palette.Surface);
        Check(colors, "text", palette.Text, "surface", palette.Surface);
        return palette;
    }

    private static string Color(Section colors, string key) =>
        colors.Text(key, ColorPattern(), "a colour in quotes, such as \"#0b5d57\"").ToLowerInvariant();

    private static void Check(Section colors, string textKey, string text, string groundKey, string ground)
    {
        if (!ColorPattern().IsMatch(text) || !ColorPattern().IsMatch(ground)) return;   // already refused
        var contrast = Contrast(Luminance(text), Luminance(ground));
        if (contrast < LeastContrast)
            colors.Refuse(textKey, string.Create(CultureInfo.InvariantCulture, $"contrast of {text} on {groundKey} {ground} is {contrast:0.00}:1"),
                "4.5:1 or more (WCAG AA)");
    }

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    // Relative luminance as WCAG defines it.
    private static double Luminance(string color) =>
        0.2126 * Linear(color, 1) + 0.7152 * Linear(color, 3) + 0.0722 * Linear(color, 5);

    private static double Linear(string color, int at)
    {
        var value = int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ColorPattern();
}
