using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;

namespace LeadMarket.Web.Pages;

/// <summary>Who is responsible for personal information, and what becomes of it (Law 25, s. 3.1 and 8).</summary>
[AllowAnonymous]
public sealed class PrivacyModel(Texts texts, SiteLinks links) : SitePage(texts, links);
