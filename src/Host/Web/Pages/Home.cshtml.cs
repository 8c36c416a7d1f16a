using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;

namespace LeadMarket.Web.Pages;

/// <summary>The promise, the services, and what everybody pays.</summary>
[AllowAnonymous]
public sealed class HomeModel(Texts texts, SiteLinks links) : SitePage(texts, links);
