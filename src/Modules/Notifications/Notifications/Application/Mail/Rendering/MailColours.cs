using System.Globalization;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Notifications.Application.Mail.Rendering;

/// <summary>The market's colours for a mail, with the few shades between text and surface that it needs.</summary>
/// <param name="Ground">Behind the sheet.</param>
/// <param name="Quiet">Small print; three quarters of the text's strength still reads at 4.5:1.</param>
/// <param name="Line">Rules between rows.</param>
internal sealed record MailColours(string Primary, string OnPrimary, string Surface, string Text, string Ground, string Quiet, string Line)
{
    public static MailColours From(Palette palette) => new(
        palette.Primary, palette.OnPrimary, palette.Surface, palette.Text,
        Ground: Between(palette, 5), Quiet: Between(palette, 75), Line: Between(palette, 14));

    private static string Between(Palette palette, int percentOfText) => "#" + string.Concat(
        new[] { 1, 3, 5 }.Select(at =>
            ((Channel(palette.Text, at) * percentOfText + Channel(palette.Surface, at) * (100 - percentOfText)) / 100)
                .ToString("x2", CultureInfo.InvariantCulture)));

    private static int Channel(string colour, int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
