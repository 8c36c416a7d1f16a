using LeadMarket.Kernel;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Sets a new password with the link of a mail. Opening it changes nothing: mail scanners open links.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class ResetPasswordModel(PasswordReset reset, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public Guid Account { get; private set; }

    public string Token { get; private set; } = "";

    /// <summary>The link opens nothing any more.</summary>
    public bool IsSpent { get; private set; }

    public async Task<IActionResult> OnGet(Guid account, string? token)
    {
        if (!await reset.IsGood(account, token)) return Spent();
        (Account, Token) = (account, token!);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] Guid account, [FromForm] string? token, [FromForm] string? password, CancellationToken cancel)
    {
        (Account, Token) = (account, token ?? "");
        var set = await reset.Set(account, token, password, cancel);
        if (set.IsFailure) return set.Error.Kind is ErrorKind.Validation ? Refuse(set.Error) : Spent();

        Tell("password.reset.done");
        return SeeOther(Links.To(PagePaths.SignIn));
    }

    private PageResult Spent()
    {
        IsSpent = true;
        return Refuse(Error.Conflict("identity.link-invalid"));
    }
}
