using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Account;

/// <summary>The second step of signing in: a code of the app, or one from paper.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInCodeModel(Credentials credentials, Sessions sessions, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public string? ReturnUrl { get; private set; }

    public async Task<IActionResult> OnGet(string? returnUrl)
    {
        ReturnUrl = returnUrl;
        return await sessions.WhoOwesCode() is null ? BackToPassword() : Page();
    }

    public Task<IActionResult> OnPost([FromForm] string? code, string? returnUrl) => Check(code, "code", returnUrl);

    public Task<IActionResult> OnPostRecovery([FromForm] string? recovery, string? returnUrl) => Check(recovery, "recovery", returnUrl);

    private async Task<IActionResult> Check(string? code, string field, string? returnUrl)
    {
        ReturnUrl = returnUrl;
        // Whoever took too long, or changed the password meanwhile, begins again.
        if (await sessions.WhoOwesCode() is not { } user) return BackToPassword();

        var right = await credentials.CheckCode(user, code, field);
        if (right.IsFailure) return Refuse(right.Error);

        await sessions.OpenAfterCode(user);
        return SeeOther(OursOr(returnUrl, Links.To(PagePaths.SignIn)));
    }

    private StatusCodeResult BackToPassword() =>
        SeeOther(Links.To(PagePaths.SignIn) + (ReturnUrl is null ? QueryString.Empty : QueryString.Create("returnUrl", ReturnUrl)));
}
