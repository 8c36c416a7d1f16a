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
public sealed class StartModel(Texts texts, SiteLinks links, Market market) : SitePage(texts, links)
{
    public IActionResult OnGet(string? service)
    {
        // The id is the homeowner's key to the draft, so it is 128 random bits and not a UUIDv7, which tells its time.
        var draft = new DraftId(new Guid(RandomNumberGenerator.GetBytes(16)));
        var chosen = service is not null && market.FindService(service) is { } known ? $"?service={known.Key}" : "";
        return SeeOther(Links.Step(draft, (int)IntakeStep.Service) + chosen);
    }
}
