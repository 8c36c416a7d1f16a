using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>A contractor's credits, and where each came from and went.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class BalanceModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public CreditAccount Credits { get; private set; } = null!;

    /// <summary>Set aside for purchases that are being paid.</summary>
    public Money SetAside => Credits.Balance - Credits.Available;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        var found = await modules.Send(new GetCredits(User.ContractorId()), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Credits = found.Value;
        return Page();
    }
}
