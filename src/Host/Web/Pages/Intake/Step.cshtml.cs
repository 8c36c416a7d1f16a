using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel.Markets;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>The first three steps of the homeowner's form.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class StepModel(IMediator modules, ActorContext actor, Market market, Texts texts, SiteLinks links, VisitTrail trail)
    : IntakePage(modules, actor, market, texts, links, trail)
{
    [FromRoute(Name = "step")]
    public int Asked { get; set; }

    public override int StepNumber => Asked;
}
