using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>Confirms a request that was sent, and says what happens next.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class ThanksModel(IMediator modules, ActorContext actor, Market market, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public LeadForm Form { get; private set; } = null!;

    public string Service => market.FindService(Form.Service ?? "")?.Name.In(T.Locale) ?? "";

    public int Quotes => Form.Quotes ?? market.Selling.Capacity;

    public async Task<IActionResult> OnGet(Guid draft, CancellationToken cancel)
    {
        actor.Become(Actor.Homeowner(draft));
        var found = await modules.Send(new GetDraft(new DraftId(draft)), cancel);
        if (found.IsFailure) return Stop(found.Error);
        if (found.Value.Submitted is null) return SeeOther(Links.Step(found.Value.Id, (int)IntakeStep.Service));

        Form = found.Value.Form;
        return Page();
    }
}
