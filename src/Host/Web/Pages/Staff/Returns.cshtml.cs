using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Web.Pages.Staff;

/// <summary>Returns that a person has to decide, with all the evidence there is; and those that were decided.</summary>
[Authorize(Policies.Staff)]
[ResponseCache(NoStore = true)]
public sealed class ReturnsModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public static readonly IReadOnlyList<string> Views = ["waiting", "all"];

    public string Shown { get; private set; } = Views[0];

    public ReturnPage Returns { get; private set; } = new([], null, 0);

    /// <summary>What can still go back of everything on the page, taxes included.</summary>
    private IReadOnlyDictionary<PurchaseId, Money> _left = new Dictionary<PurchaseId, Money>();

    /// <summary>Where the page before ended; null on the first one.</summary>
    public string? Cursor { get; private set; }

    /// <summary>The decision that was refused, and its note as typed.</summary>
    public (Guid Return, string? Note) Typed { get; private set; }

    public Task<IActionResult> OnGet(string? view, string? cursor, CancellationToken cancel) => Show(view, cursor, cancel);

    public Task<IActionResult> OnPostApprove([FromForm] Guid id, [FromForm] string? note, string? view, string? cursor, CancellationToken cancel) =>
        Decide(id, approve: true, note, view, cursor, cancel);

    public Task<IActionResult> OnPostDeny([FromForm] Guid id, [FromForm] string? note, string? view, string? cursor, CancellationToken cancel) =>
        Decide(id, approve: false, note, view, cursor, cancel);

    /// <summary>What approving a return would give back, taxes included.</summary>
    public Money LeftOf(ReturnCase found) =>
        found.Purchases.Aggregate(found.Price with { Cents = 0 }, (sum, purchase) => _left.TryGetValue(new PurchaseId(purchase.Value), out var left) ? sum + left : sum);

    public string Address(string view, string? cursor = null)
    {
        var query = new QueryBuilder { { "view", view } };
        if (cursor is not null) query.Add("cursor", cursor);
        return Links.To(PagePaths.Returns) + query;
    }

    private async Task<IActionResult> Decide(Guid id, bool approve, string? note, string? view, string? cursor, CancellationToken cancel)
    {
        Typed = (id, note);
        var decided = await modules.Send(new DecideReturn(new ReturnId(id), approve, string.IsNullOrWhiteSpace(note) ? null : note.Trim()), cancel);
        if (decided.IsFailure)
        {
            // There are as many notes on the page as cases, and contractors are asked for theirs in other words.
            var error = decided.Error with { Fields = [.. decided.Error.Fields.Select(field => new FieldError($"{field.Field}-{id}", WordsFor(field), field.Limit))] };
            return await Show(view, cursor, cancel) is PageResult ? Refuse(error) : Stop(error);
        }

        Tell(approve ? "returns.done.approved" : "returns.done.denied");
        return SeeOther(Address(Known(view)));
    }

    private static string WordsFor(FieldError field) => field.Code == "purchasing.return-note-missing" ? "returns.note-missing" : field.Code;

    private async Task<IActionResult> Show(string? view, string? cursor, CancellationToken cancel)
    {
        (Shown, Cursor) = (Known(view), string.IsNullOrEmpty(cursor) ? null : cursor);
        var found = await modules.Send(new ListReturns(Shown == Views[0], Cursor), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Returns = found.Value;
        var left = await modules.Send(new ListMoneyLeft([.. Returns.Items.SelectMany(item => item.Purchases).Select(purchase => new PurchaseId(purchase.Value))]), cancel);
        if (left.IsFailure) return Stop(left.Error);
        _left = left.Value;
        return Page();
    }

    private static string Known(string? view) => Views.Contains(view, StringComparer.Ordinal) ? view! : Views[0];
}
