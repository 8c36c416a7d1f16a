using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;

namespace LeadMarket.Web.Pages.Contractors;

/// <summary>What a contractor gets, what it costs and what keeps it fair.</summary>
[AllowAnonymous]
public sealed class IndexModel(Texts texts, SiteLinks links) : SitePage(texts, links);
