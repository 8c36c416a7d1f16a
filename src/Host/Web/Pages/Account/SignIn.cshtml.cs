using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Signs in with a password; in sandbox mode also as one of the demonstration accounts.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(Credentials credentials, Sessions sessions, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public string? Email { get; private set; }

    public string? ReturnUrl { get; private set; }

    public bool NotConfirmed { get; private set; }

    /// <summary>Empty outside sandbox mode, where the service does not exist.</summary>
    public IReadOnlyList<DemoAccount> Demos => HttpContext.RequestServices.GetService<DemoAccounts>()?.All ?? [];

    public IActionResult OnGet(string? returnUrl)
    {
        ReturnUrl = returnUrl;
        if (User.IsInRole(Roles.Contractor)) return SeeOther(Links.To(PagePaths.Board));
        if (User.IsInRole(Roles.Staff)) return SeeOther(Links.To(PagePaths.Coupons));
        return Page();
    }

    public Task<IActionResult> OnPost([FromForm] string? email, [FromForm] string? password, string? returnUrl, CancellationToken cancel) =>
        SignIn(email, password, returnUrl, cancel);

    public Task<IActionResult> OnPostDemo([FromForm] string? role, string? returnUrl, CancellationToken cancel)
    {
        var demo = Demos.FirstOrDefault(account => string.Equals(account.Role, role, StringComparison.Ordinal));
        return SignIn(demo?.Email, demo?.Password, returnUrl, cancel);
    }

    private async Task<IActionResult> SignIn(string? email, string? password, string? returnUrl, CancellationToken cancel)
    {
        (Email, ReturnUrl) = (email, returnUrl);
        var known = await credentials.CheckPassword(email, password, cancel);
        if (known.IsFailure)
        {
            NotConfirmed = known.Error.Code == "identity.email-not-confirmed";
            if (NotConfirmed) TempData[CheckMailModel.EmailKey] = email;
            return Refuse(known.Error);
        }

        if (!await sessions.Open(known.Value))
            return SeeOther(Links.To(PagePaths.SignInCode) + (returnUrl is null ? QueryString.Empty : QueryString.Create("returnUrl", returnUrl)));

        // This page knows by role where to go, once the browser has its cookie.
        return SeeOther(OursOr(returnUrl, Links.To(PagePaths.SignIn)));
    }
}
