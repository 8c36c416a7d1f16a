using LeadMarket.Billing;
using LeadMarket.Web.Api;
using LeadMarket.Web.Development;
using LeadMarket.Web.Health;
using LeadMarket.Web.Live;
using LeadMarket.Web.Presentation;

namespace LeadMarket.Web.Hosting;

/// <summary>The way of a request through the host.</summary>
public static class RequestPipeline
{
    public static void UseLeadMarket(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(IsApi, api => api.UseExceptionHandler(ApiProblems.ExceptionOptions));
        app.UseWhen(IsPage, pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });
        if (!app.Environment.IsDevelopment()) app.UseHsts();

        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<ActorMiddleware>();

        app.MapStaticAssets().AllowAnonymous();
        app.MapPages();
        app.MapLive();
        app.MapApi();
        app.MapBilling();
        app.MapHealth();
        app.MapDevelopment();
    }

    // What machines read gets problems as JSON; what people read gets a page.
    private static readonly PathString[] Machines = ["/api", "/webhooks", "/development"];

    private static bool IsApi(HttpContext http) =>
        Machines.Any(prefix => http.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));

    private static bool IsPage(HttpContext http) => !IsApi(http);
}
