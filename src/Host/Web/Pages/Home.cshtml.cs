using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;

namespace LeadMarket.Web.Pages;

/// <summary>The promise, the services, what happened lately, and what everybody pays.</summary>
[AllowAnonymous]
public sealed class HomeModel(Texts texts, SiteLinks links, RecentActivity activity) : SitePage(texts, links)
{
    public Activity Recent { get; private set; } = null!;

    public async Task OnGet(CancellationToken cancel) => Recent = await activity.Read(cancel);
}
