using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>The leads this contractor has paid for, with their contacts.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class MyLeadsModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public IReadOnlyList<UnlockedLead> Leads { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var found = await modules.Send(new ListUnlockedLeads(User.ContractorId()), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Leads = found.Value;
        return Page();
    }
}
