namespace LeadMarket.Notifications.Application.Mail;

/// <summary>Configuration section <c>Site</c>.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>The address people know the site by: links in mails begin with it.</summary>
    public Uri? PublicUrl { get; set; }

    public bool HasPublicUrl => PublicUrl is { IsAbsoluteUri: true, Scheme: "https" or "http", AbsolutePath: "/" };
}
