using LeadMarket.Billing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>A month of a contractor: billed, given back, paid how, credits at both ends. Ready to print.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class StatementModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public Statement Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGet(int year, int month, CancellationToken cancel)
    {
        var found = await modules.Send(new GetStatement(User.ContractorId(), year, month), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Shown = found.Value;
        return Page();
    }
}
