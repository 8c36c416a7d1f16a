using LeadMarket.Kernel;
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
public sealed class SignInModel(Registration registration, Texts texts, SiteLinks links) : SitePage(texts, links)
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
        var signedIn = await registration.SignIn(email, password, cancel);
        if (signedIn.IsFailure)
        {
            NotConfirmed = signedIn.Error.Code == "identity.email-not-confirmed";
            return Refuse(signedIn.Error);
        }

        // This page knows by role where to go, once the browser has its cookie.
        // An address of ours is always plain ASCII, and a header can hold nothing else.
        return SeeOther(Url.IsLocalUrl(returnUrl) && returnUrl.All(char.IsAscii) ? returnUrl : Links.To(PagePaths.SignIn));
    }
}
