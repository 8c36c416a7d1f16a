using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Request;

/// <summary>Verifies the phone later than on the day of the form, from the link in the mail. A page of its own because sending
/// codes is limited apart from the rest.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.PhoneCodes)]
public sealed class CodeModel(IMediator modules, ActorContext actor, Market market, TimeProvider clock, Texts texts, SiteLinks links)
    : RequestPage(modules, actor, market, clock, texts, links)
{
    public IActionResult OnGet() => PhoneWaits ? Page() : SeeOther(Here);

    public async Task<IActionResult> OnPostSend(CancellationToken cancel)
    {
        var sent = await Modules.Send(new SendPhoneCode(Lead), cancel);
        // Of the number itself, which is no field of this page: its words stand above the form.
        if (sent.IsFailure) return await Again(sent.Error with { Fields = [] }, cancel);

        if (sent.Value.State == "sent") Tell("request.done.code-sent");
        return SeeOther(Links.To(PagePaths.RequestCode, new { key = Key }));
    }

    public async Task<IActionResult> OnPostCheck([FromForm] string? code, CancellationToken cancel)
    {
        var check = await Modules.Send(new CheckPhoneCode(Lead, code), cancel);
        if (check.IsFailure) return await Again(check.Error, cancel);

        Tell("request.done.verified");
        return SeeOther(Here);
    }
}
