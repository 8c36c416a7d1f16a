using LeadMarket.Kernel;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Says that a link waits in the mail, and sends it again on request.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.MailLinks)]
public sealed class CheckMailModel(Registration registration, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    /// <summary>Where the page before leaves the address, in the encrypted cookie and not in the URL.</summary>
    public const string EmailKey = "registered-email";

    public string? Email { get; private set; }

    /// <summary>The page asks where to send the link, and does not say that one was sent.</summary>
    public bool Asks { get; private set; }

    /// <param name="again">Somebody wants the link once more: nothing was sent just now.</param>
    public void OnGet(bool again)
    {
        Email = TempData.Peek(EmailKey) as string;
        Asks = again || Email is null;
    }

    public async Task<IActionResult> OnPost([FromForm] string? email, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(email))
        {
            Asks = true;
            return Refuse(Error.Invalid("identity.email-missing", "email"));
        }

        // The same answer whether or not the address has an account.
        await registration.ResendConfirmation(email, T.Locale, cancel);
        TempData[EmailKey] = email.Length <= 254 ? email : null; // a cookie has to hold it
        Tell("check-mail.sent-again");
        return SeeOther(Links.To(PagePaths.CheckMail));
    }
}
