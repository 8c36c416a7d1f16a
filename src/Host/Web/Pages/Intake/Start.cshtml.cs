using System.Security.Cryptography;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Presentation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>Begins a form: gives it an id that nobody can guess. Nothing is kept until its first step is.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class StartModel(Texts texts, SiteLinks links, VisitTrail trail, Market market) : SitePage(texts, links)
{
    public IActionResult OnGet(string? service)
    {
        // The id is the homeowner's key to the draft, so it is 128 random bits and not a UUIDv7, which tells its time.
        var draft = new DraftId(new Guid(RandomNumberGenerator.GetBytes(16)));
        var chosen = service is null ? null : market.FindService(service)?.Key;

        // Whoever has chosen on the page before is not asked again.
        var first = chosen is null ? IntakeStep.Service : IntakeStep.Details;
        return SeeOther(trail.CarriedBy(Links.Step(draft, (int)first), chosen));
    }
}
