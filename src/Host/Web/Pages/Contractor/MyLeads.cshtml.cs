using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>The leads this contractor has paid for: whom to call next, how far each is, and all of them as a file.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class MyLeadsModel(IMediator modules, LeadsCsv csv, Moments moments, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public MyLeadsFilter Filter { get; private set; } = new();

    public MyLeadsPage Leads { get; private set; } = null!;

    /// <summary>Not paid yet, and so not among them.</summary>
    public IReadOnlyList<HeldLead> Held { get; private set; } = [];

    /// <summary>Not the first page.</summary>
    public bool Further { get; private set; }

    /// <summary>Of every progress, under the other filters.</summary>
    public int All => Leads.ByProgress.Values.Sum();

    /// <summary>Something beside the progress narrows the list.</summary>
    public bool Narrowed => Filter is not { Service: null, Search: null, Reminders: false, Returns: false };

    public bool Filtered => Narrowed || Filter.Progress is not null;

    public async Task<IActionResult> OnGet(string? progress, string? service, string? q, bool reminders, bool returns, string? cursor, CancellationToken cancel)
    {
        var search = string.IsNullOrWhiteSpace(q) ? null : q.Trim()[..Math.Min(q.Trim().Length, MyLeadsFilter.LongestSearch)];
        // An empty choice in a form is sent as an empty string.
        Filter = new MyLeadsFilter(WordKeys.Read<LeadProgress>(progress), string.IsNullOrWhiteSpace(service) ? null : service, search, reminders, returns);
        Further = !string.IsNullOrEmpty(cursor);
        var found = await modules.Send(new ListMyLeads(User.ContractorId(), Filter, cursor), cancel);
        if (found.IsFailure) return Stop(found.Error);

        var held = await modules.Send(new ListHolds(User.ContractorId()), cancel);
        if (held.IsFailure) return Stop(held.Error);

        (Leads, Held) = (found.Value, held.Value);
        return Page();
    }

    /// <summary>Everything, whatever the list is narrowed to.</summary>
    public async Task<IActionResult> OnGetCsv(CancellationToken cancel)
    {
        var first = await modules.Send(new ExportMyLeads(User.ContractorId()), cancel);
        if (first.IsFailure) return Stop(first.Error);

        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(T["csv.file", moments.Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)]);
        (Response.ContentType, Response.Headers.ContentDisposition) = ("text/csv; charset=utf-8", name.ToString());
        await csv.Write(Response.Body, first.Value, Further, cancel);
        return new EmptyResult();

        async Task<MyLeadsPart> Further(string cursor)
        {
            var part = await modules.Send(new ExportMyLeads(User.ContractorId(), cursor), cancel);
            // The download breaks off: a file that ends early without a word would pass for the whole.
            return part.Succeeded(out var leads) ? leads : throw new InvalidOperationException($"An export stopped: {part.Error.Code}.");
        }
    }

    /// <summary>This list with another progress, or from a cursor on.</summary>
    public string Address(LeadProgress? progress, string? cursor = null)
    {
        var query = new QueryBuilder();
        if (progress is { } kept) query.Add("progress", WordKeys.Of(kept));
        if (Filter.Service is { } service) query.Add("service", service);
        if (Filter.Search is { } search) query.Add("q", search);
        if (Filter.Reminders) query.Add("reminders", "true");
        if (Filter.Returns) query.Add("returns", "true");
        if (cursor is not null) query.Add("cursor", cursor);
        return Links.To(PagePaths.MyLeads) + query;
    }
}
