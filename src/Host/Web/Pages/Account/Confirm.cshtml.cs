using LeadMarket.Kernel;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Proves an e-mail address, and signs in with the password that was chosen for it. Opening the link only shows the form:
/// mail scanners open links, and a reader may not be who registered.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class ConfirmModel(Registration registration, Sessions sessions, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public Guid Account { get; private set; }

    public string Token { get; private set; } = "";

    /// <summary>The link confirms nothing any more.</summary>
    public bool IsSpent { get; private set; }

    public async Task<IActionResult> OnGet(Guid account, string? token)
    {
        if (!await registration.IsGood(account, token)) return Spent();
        (Account, Token) = (account, token!);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] Guid account, [FromForm] string? token, [FromForm] string? password)
    {
        (Account, Token) = (account, token ?? "");
        var confirmed = await registration.ConfirmEmail(account, token, password);
        if (!confirmed.Succeeded(out var user)) return confirmed.Error.Code == "identity.link-invalid" ? Spent() : Refuse(confirmed.Error);

        Tell("confirm.done");
        // A link that is opened again leads to an account that may ask for a code by now.
        return SeeOther(Links.To(await sessions.Open(user) ? PagePaths.SignIn : PagePaths.SignInCode));
    }

    private PageResult Spent()
    {
        IsSpent = true;
        return Refuse(Error.Conflict("identity.link-invalid"));
    }
}
