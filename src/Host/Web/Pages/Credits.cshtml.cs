using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;

namespace LeadMarket.Web.Pages;

/// <summary>The credits that the licences of the data ask for.</summary>
[AllowAnonymous]
public sealed class CreditsModel(Texts texts, SiteLinks links) : SitePage(texts, links);
