using LeadMarket.Web.Hosting;

namespace LeadMarket.Web.Presentation;

/// <summary>Meta's measuring script: on one page, for whoever agreed to it, and only where <c>Meta:PixelId</c> is set.</summary>
public sealed class MetaPixel(IConfiguration configuration, SandboxMode sandbox)
{
    private const string Collector = "https://www.facebook.com";
    private static readonly Uri MetaScript = new("https://connect.facebook.net/en_US/fbevents.js");

    public string? Id { get; } = configuration["Meta:PixelId"] is { Length: > 0 } id ? id : null;

    public bool IsOn => Id is not null;

    public Uri Script { get; } = configuration.GetValue<Uri>("Meta:ScriptUrl") ?? MetaScript;

    /// <summary>Lets this one answer load the script and report to Meta.</summary>
    public void AllowOn(HttpResponse response)
    {
        var script = Script.GetLeftPart(UriPartial.Authority);
        SecurityHeaders.Allow(response, script, reportsTo: sandbox.IsOn ? script : $"{script} {Collector}");
    }
}
