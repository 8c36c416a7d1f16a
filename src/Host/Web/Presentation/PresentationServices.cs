using System.Text.Encodings.Web;
using System.Text.Unicode;
using LeadMarket.Kernel.Markets;
using LeadMarket.Web.Pages.Request;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.WebEncoders;

namespace LeadMarket.Web.Presentation;

/// <summary>The pages and what they speak with.</summary>
public static class PresentationServices
{
    // The longest honest form is a few kilobytes; what is bigger is refused before it is read.
    private const int LargestForm = 64 * 1024;

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<PageLocale>().AddScoped<Texts>().AddScoped<SiteLinks>().AddScoped<VisitTrail>().AddScoped<Moments>().AddScoped<ListingWords>().AddScoped<PlanWords>().AddScoped<DocumentWords>().AddScoped<RecentActivity>().AddScoped<BoardWords>().AddScoped<EarlyAccess>().AddScoped<WorkWords>().AddScoped<LeadsCsv>();
        services.AddSingleton<BrandStylesheet>().AddSingleton<MetaPixel>().AddSingleton<RequestDownload>();
        services.AddMemoryCache();

        services.AddRazorPages(options => options.Conventions.ConfigureFilter(new RequestSizeLimitAttribute(LargestForm)));
        services.AddOptions<RazorPagesOptions>().Configure<Market>((options, market) => options.Conventions.Add(new LocalizedRoutes(market)));
        // Accented letters as themselves: a French page is a fifth lighter, and readable in its source.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        return services;
    }

    /// <summary>The pages, the brand's stylesheet and logo, and the way from <c>/</c> to a language.</summary>
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapRazorPages();
        BrandStylesheet.Map(endpoints);
        LocaleRedirect.Map(endpoints);
        // An address that nothing answers is a 404 for everybody, not a reason to sign in.
        endpoints.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
    }
}
