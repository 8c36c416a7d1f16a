using LeadMarket.Kernel;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Account;

/// <summary>Opens a contractor's account. The answer is the same for an address that has one already.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Registration)]
public sealed class RegisterModel(Registration registration, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public Typed Input { get; private set; } = new(null, null, null, null, null);

    public async Task<IActionResult> OnPost([FromForm] Typed input, CancellationToken cancel)
    {
        Input = input;
        var registered = await registration.Register(
            input.Company, input.ContactName, input.Email, input.Phone, input.Password, T.Locale, cancel);
        if (registered.IsFailure) return Refuse(registered.Error);

        TempData[CheckMailModel.EmailKey] = input.Email;
        return SeeOther(Links.To(PagePaths.CheckMail));
    }

    protected override string? NameOf(FieldError error) => error switch
    {
        { Code: not ("purchasing.text-not-allowed" or "purchasing.text-too-long") } => null,
        { Field: "company" } => T["register.company"],
        { Field: "contactName" } => T["register.name"],
        _ => null,
    };

    public sealed record Typed(string? Company, string? ContactName, string? Email, string? Phone, string? Password);
}
