using LeadMarket.Kernel.Markets;
using Microsoft.Net.Http.Headers;

namespace LeadMarket.Web.Presentation;

/// <summary>Sends a visitor of <c>/</c> to the home page in the language their browser prefers.</summary>
public static class LocaleRedirect
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/", (HttpContext http, Market market) =>
        {
            http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
            return Results.Redirect(PagePaths.Home.In(PageLocale.Preferred(http.Request, market)));
        }).AllowAnonymous();
}
