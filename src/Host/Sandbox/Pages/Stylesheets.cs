namespace LeadMarket.Sandbox.Pages;

/// <summary>Serves the style sheets from inside the assembly, so that the program runs from any folder.</summary>
internal static class Stylesheets
{
    public static void MapStylesheets(this IEndpointRouteBuilder app)
    {
        foreach (var name in new[] { "sandbox.css", "pay.css" })
        {
            app.MapGet($"/assets/{name}", () => Results.Stream(
                typeof(Stylesheets).Assembly.GetManifestResourceStream(name)!, "text/css; charset=utf-8"));
        }
    }
}
