using LeadMarket.Billing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>One invoice or credit note, in the language of the address, ready to print. Staff see it as the contractor does.</summary>
[Authorize(Policies.ContractorOrStaff)]
[ResponseCache(NoStore = true)]
public sealed class InvoiceModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public DocumentView Document { get; private set; } = null!;

    public bool IsCreditNote => Document.Summary.Kind is DocumentKind.CreditNote;

    public async Task<IActionResult> OnGet(Guid document, CancellationToken cancel)
    {
        var found = await modules.Send(new GetDocument(new DocumentId(document)), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Document = found.Value;
        return Page();
    }
}
