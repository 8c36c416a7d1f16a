using LeadMarket.Kernel;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Proves an e-mail address. Opening the link only shows a button: mail scanners open links, people press buttons.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class ConfirmModel(Registration registration, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public Guid Account { get; private set; }

    public string Token { get; private set; } = "";

    public IActionResult OnGet(Guid account, string? token)
    {
        if (account == Guid.Empty || string.IsNullOrEmpty(token)) return Refuse(Error.Conflict("identity.link-invalid"));
        (Account, Token) = (account, token);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] Guid account, [FromForm] string? token, CancellationToken cancel)
    {
        var confirmed = await registration.ConfirmEmail(account, token ?? "", cancel);
        if (confirmed.IsFailure) return Refuse(confirmed.Error);

        Tell("confirm.done");
        return SeeOther(Links.To(PagePaths.SignIn));
    }
}
