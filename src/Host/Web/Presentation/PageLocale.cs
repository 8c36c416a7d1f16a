using System.Globalization;
using LeadMarket.Kernel.Markets;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace LeadMarket.Web.Presentation;

/// <summary>The language of the address that was asked for: <c>/fr/…</c> or <c>/en/…</c>. The address alone decides, so that a
/// shared link reads the same for everybody.</summary>
public sealed class PageLocale
{
    public PageLocale(IHttpContextAccessor accessor, Market market)
    {
        Locale = accessor.HttpContext is { } http ? Asked(http, market) : market.DefaultLocale;
        Tag = $"{Locale}-{market.Country}";
        Culture = CultureInfo.GetCultureInfo(Tag);
    }

    /// <summary>A locale of the market.</summary>
    public string Locale { get; }

    /// <summary>With the market's country, for <c>lang</c> and <c>hreflang</c>: <c>fr-CA</c>.</summary>
    public string Tag { get; }

    public CultureInfo Culture { get; }

    private static string Asked(HttpContext http, Market market)
    {
        // An error page is shown under the address that failed.
        var path = http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? http.Features.Get<IExceptionHandlerPathFeature>()?.Path
            ?? http.Request.Path.Value
            ?? "";
        var first = path.Split('/', 3, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return market.Locales.FirstOrDefault(locale => string.Equals(locale, first, StringComparison.OrdinalIgnoreCase))
            ?? Preferred(http.Request, market);
    }

    /// <summary>The market's language that the browser ranks highest, else the market's first.</summary>
    public static string Preferred(HttpRequest request, Market market)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var accepted)) return market.DefaultLocale;

        return accepted
            .Where(language => language.Quality is null or > 0)
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0])
            .Select(language => market.Locales.FirstOrDefault(locale => string.Equals(locale, language, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(locale => locale is not null) ?? market.DefaultLocale;
    }
}
