using LeadMarket.Billing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Staff;

/// <summary>Every contractor's payments: to find one, and to see which are disputed or going back.</summary>
[Authorize(Policies.Staff)]
[ResponseCache(NoStore = true)]
public sealed class PaymentsModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    private const int LongestSearch = 100;

    public static readonly IReadOnlyList<string> Views = ["all", "dispute", "refund", "failed"];

    public string Shown { get; private set; } = Views[0];

    public string? Search { get; private set; }

    public PurchasePage Payments { get; private set; } = new([], null, 0);

    public async Task<IActionResult> OnGet(string? view, string? q, string? cursor, CancellationToken cancel)
    {
        Shown = Views.Contains(view, StringComparer.Ordinal) ? view! : Views[0];
        Search = string.IsNullOrWhiteSpace(q) ? null : q.Trim()[..Math.Min(q.Trim().Length, LongestSearch)];
        var found = await modules.Send(new ListPurchases(Search, Shown == Views[0] ? null : Shown, cursor), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Payments = found.Value;
        return Page();
    }

    public string Address(string view, string? cursor = null)
    {
        var query = new QueryBuilder();
        if (view != Views[0]) query.Add("view", view);
        if (Search is not null) query.Add("q", Search);
        if (cursor is not null) query.Add("cursor", cursor);
        return Links.To(PagePaths.Payments) + query;
    }
}
