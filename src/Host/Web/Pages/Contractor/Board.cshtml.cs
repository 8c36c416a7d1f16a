using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Live;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>The leads that this contractor can unlock now, each at their price.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class BoardModel(IMediator modules, Texts texts, SiteLinks links, TimeProvider clock) : SitePage(texts, links)
{
    /// <summary>Last month and this one.</summary>
    private const int Months = 2;

    public BoardQuery Query { get; private set; } = null!;

    public BoardPage Board { get; private set; } = null!;

    public ContractorView Contractor { get; private set; } = null!;

    /// <summary>Theirs to pay: on no board, and not bought yet.</summary>
    public IReadOnlyList<HeldLead> Held { get; private set; } = [];

    public LeadPrices Prices { get; private set; } = null!;

    public Usage Usage { get; private set; } = null!;

    /// <summary>The stream that tells of what comes after this page.</summary>
    public string Live { get; private set; } = "";

    /// <summary>Not the first page.</summary>
    public bool Further => Query.Cursor is not null;

    /// <summary>There may be leads that this page does not show.</summary>
    public bool Narrowed => Query.Filtered || Further;

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        Query = BoardQuery.Read(Request.Query);
        if (BoardQuery.IsWordy(Request.Query)) return Redirect(AddressOf(Query));

        var me = User.ContractorId();
        // Before the board is read: what comes while it is being read is told of as new rather than not at all.
        Live = BoardStreams.AddressOf(Query, clock.GetUtcNow());
        var contractor = await modules.Send(new GetContractor(me), cancel);
        if (contractor.IsFailure) return Stop(contractor.Error);
        var board = await modules.Send(new BrowseBoard(me, Query.Filter, Query.Sort, Query.Cursor), cancel);
        if (board.IsFailure) return Stop(board.Error);
        var prices = await LeadPrices.Ask(modules, me, board.Value.Items, cancel);
        if (prices.IsFailure) return Stop(prices.Error);
        var held = await modules.Send(new ListHolds(me), cancel);
        if (held.IsFailure) return Stop(held.Error);
        var usage = await modules.Send(new GetUsage(me, Months), cancel);
        if (usage.IsFailure) return Stop(usage.Error);

        (Contractor, Board, Prices, Usage, Held) = (contractor.Value, board.Value, prices.Value, usage.Value, held.Value);
        return Page();
    }

    public async Task<IActionResult> OnPostResume(CancellationToken cancel)
    {
        var resumed = await modules.Send(new ResumeLeads(User.ContractorId()), cancel);
        if (resumed.IsFailure) return Stop(resumed.Error);

        Tell("board.resumed");
        return SeeOther(AddressOf(BoardQuery.Read(Request.Query)));
    }

    public string AddressOf(BoardQuery query) => Links.To(PagePaths.Board) + query.Write();
}
