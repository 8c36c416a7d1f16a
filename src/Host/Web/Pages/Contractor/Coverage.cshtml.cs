using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Where and for what a contractor wants leads.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class CoverageModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public IReadOnlyList<string> Regions { get; private set; } = [];

    public IReadOnlyList<string> Services { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var found = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (found.IsFailure) return Stop(found.Error);

        (Regions, Services) = (found.Value.Regions, found.Value.Services);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] string[] regions, [FromForm] string[] services, CancellationToken cancel)
    {
        var saved = await modules.Send(new SetCoverage(User.ContractorId(), regions, services), cancel);
        if (saved.IsFailure)
        {
            (Regions, Services) = (regions, services);
            return Refuse(saved.Error);
        }

        Tell("coverage.saved");
        return SeeOther(Links.To(PagePaths.Board));
    }
}
