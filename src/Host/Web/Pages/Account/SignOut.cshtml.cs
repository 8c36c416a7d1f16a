using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Ends the session. By POST only: a link that another site plants must not do it.</summary>
[AllowAnonymous]
public sealed class SignOutModel(Sessions sessions, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public async Task<IActionResult> OnPost()
    {
        await sessions.Close();
        Tell("sign-out.done");
        return SeeOther(Links.To(PagePaths.SignIn));
    }
}
