using LeadMarket.Billing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>A contractor's invoices and credit notes, and a statement for each month that has any.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class InvoicesModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public DocumentPage Documents { get; private set; } = new([], null, 0, [], []);

    public int? Year { get; private set; }

    public async Task<IActionResult> OnGet(int? year, string? cursor, CancellationToken cancel)
    {
        Year = year;
        var found = await modules.Send(new ListDocuments(User.ContractorId(), year, cursor), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Documents = found.Value;
        return Page();
    }

    public string Address(int? year, string? cursor = null)
    {
        var query = new QueryBuilder();
        if (year is { } shown) query.Add("year", shown.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (cursor is not null) query.Add("cursor", cursor);
        return Links.To(PagePaths.Invoices) + query;
    }
}
