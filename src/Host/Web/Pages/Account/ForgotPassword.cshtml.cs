using LeadMarket.Kernel;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Asks for a link that sets a new password. The answer is the same for an address that has no account.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.MailLinks)]
public sealed class ForgotPasswordModel(PasswordReset reset, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    // In the encrypted cookie and not in the URL.
    private const string AskedFor = "password-asked-for";

    public string? Email { get; private set; }

    /// <summary>Where the link went, if there is an account.</summary>
    public string? SentTo { get; private set; }

    public void OnGet() => SentTo = TempData[AskedFor] as string;

    public async Task<IActionResult> OnPost([FromForm] string? email, CancellationToken cancel)
    {
        Email = email;
        if (string.IsNullOrWhiteSpace(email)) return Refuse(Error.Invalid("identity.email-missing", "email"));

        await reset.Ask(email, T.Locale, cancel);
        TempData[AskedFor] = email.Length <= 254 ? email.Trim() : "…"; // a cookie has to hold it
        return SeeOther(Links.To(PagePaths.ForgotPassword));
    }
}
