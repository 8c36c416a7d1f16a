using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>The last step, which sends the request. A page of its own because it alone is limited per minute.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.Leads)]
public sealed class ContactModel(IMediator modules, ActorContext actor, Market market, Texts texts, SiteLinks links)
    : IntakePage(modules, actor, market, texts, links)
{
    public override int StepNumber => (int)IntakeStep.Contact;
}
