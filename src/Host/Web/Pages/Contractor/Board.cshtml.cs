using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>The leads that this contractor can unlock now, at their price.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class BoardModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public BoardPage Board { get; private set; } = null!;

    public ContractorView Contractor { get; private set; } = null!;

    public Charge Price { get; private set; } = null!;

    public string? Service { get; private set; }

    public string? Region { get; private set; }

    public bool Covers => Contractor.Regions.Count > 0 && Contractor.Services.Count > 0;

    public bool Filtered => Service is not null || Region is not null;

    /// <summary>Not the first page.</summary>
    public bool Further { get; private set; }

    public async Task<IActionResult> OnGet(string? service, string? region, string? cursor, CancellationToken cancel)
    {
        var me = User.ContractorId();
        (Service, Region, Further) = (Chosen(service), Chosen(region), !string.IsNullOrEmpty(cursor));

        var contractor = await modules.Send(new GetContractor(me), cancel);
        if (contractor.IsFailure) return Stop(contractor.Error);
        var board = await modules.Send(new BrowseBoard(me, Service, Region, Chosen(cursor)), cancel);
        if (board.IsFailure) return Stop(board.Error);
        var quote = await modules.Send(new QuoteLead(me), cancel);
        if (quote.IsFailure) return Stop(quote.Error);

        (Contractor, Board, Price) = (contractor.Value, board.Value, quote.Value.Charge);
        return Page();
    }

    /// <summary>The board with the same filters, from a cursor on.</summary>
    public string Next(string cursor) => Links.To(PagePaths.Board) + QueryString.Create(
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["service"] = Service, ["region"] = Region, ["cursor"] = cursor }
            .Where(filter => filter.Value is not null));

    // An empty choice in a form is sent as an empty string.
    private static string? Chosen(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
