using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Request;

/// <summary>Says what erasure does, and does it once that was ticked.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.Homeowner)]
public sealed class EraseModel(IMediator modules, ActorContext actor, Market market, TimeProvider clock, Texts texts, SiteLinks links)
    : RequestPage(modules, actor, market, clock, texts, links)
{
    public async Task<IActionResult> OnPost([FromForm] bool understood, CancellationToken cancel)
    {
        if (!understood) return Refuse(Error.Invalid("request.erase-unticked", "understood"));

        var erased = await Modules.Send(new EraseRequest(Lead), cancel);
        return erased.IsFailure ? await Again(erased.Error, cancel) : SeeOther(Here);
    }
}
