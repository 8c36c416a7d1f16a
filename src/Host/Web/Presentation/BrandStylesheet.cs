using System.Security.Cryptography;
using System.Text;
using LeadMarket.Kernel.Markets;
using Microsoft.Net.Http.Headers;

namespace LeadMarket.Web.Presentation;

/// <summary>The market's colours as CSS variables, and its logo: a stylesheet of its own because the policy allows no inline style.</summary>
public sealed class BrandStylesheet
{
    private readonly byte[] _css;
    private readonly EntityTagHeaderValue _tag;

    public BrandStylesheet(Market market)
    {
        _css = Encoding.UTF8.GetBytes(
            $":root{{color-scheme:light dark;{Variables(market.Brand.Colors.Light)}}}" +
            $"@media(prefers-color-scheme:dark){{:root{{{Variables(market.Brand.Colors.Dark)}}}}}");
        Version = Convert.ToHexStringLower(SHA256.HashData(_css))[..12];
        _tag = new EntityTagHeaderValue($"\"{Version}\"");
    }

    /// <summary>Changes with the colours; part of the address so that browsers can keep the sheet.</summary>
    public string Version { get; }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/brand.css", (BrandStylesheet sheet) => Results.Bytes(sheet._css, "text/css; charset=utf-8", entityTag: sheet._tag))
            .AllowAnonymous();
        endpoints.MapGet("/brand/logo.svg", (Market market) =>
                Results.File(Path.Combine(market.ContentFolder, market.Brand.Logo), "image/svg+xml"))
            .AllowAnonymous();
    }

    private static string Variables(Palette colours) =>
        $"--brand-primary:{colours.Primary};--brand-on-primary:{colours.OnPrimary};--brand-accent:{colours.Accent};" +
        $"--brand-on-accent:{colours.OnAccent};--brand-surface:{colours.Surface};--brand-text:{colours.Text}";
}
