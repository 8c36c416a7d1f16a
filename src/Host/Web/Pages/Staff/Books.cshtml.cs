using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Web.Pages.Staff;

/// <summary>The state of the books: what needs somebody, whether all adds up, what the accounts hold, the accountant's file.</summary>
[Authorize(Policies.Staff)]
[ResponseCache(NoStore = true)]
public sealed class BooksModel(IMediator modules, GivenUpMessages outboxes, ActorContext actor, Moments moments, Texts texts, SiteLinks links)
    : SitePage(texts, links)
{
    /// <summary>Younger things may still be on their way.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    public BooksView Books { get; private set; } = null!;

    /// <summary>Events that no module could be told of, for more than a day.</summary>
    public IReadOnlyList<GivenUpMessage> GivenUp { get; private set; } = [];

    public string? From { get; private set; }

    public string? To { get; private set; }

    public Task<IActionResult> OnGet(CancellationToken cancel) => Show(cancel);

    public async Task<IActionResult> OnGetCsv(string? from, string? to, CancellationToken cancel)
    {
        if (await Show(cancel) is not PageResult page) return StatusCode(StatusCodes.Status503ServiceUnavailable);
        (From, To) = (from, to);
        if (!TryDay(from, out var first) || !TryDay(to, out var last)) return Refuse(Error.Invalid("billing.period-invalid", "from"));

        var rows = await modules.Send(new ExportDocuments(first, last), cancel);
        if (rows.IsFailure) return Refuse(rows.Error);
        return File(AccountingCsv.Write(rows.Value), "text/csv; charset=utf-8", $"documents-{first:yyyy-MM-dd}-{last:yyyy-MM-dd}.csv");
    }

    public async Task<IActionResult> OnPostReconcile(CancellationToken cancel)
    {
        // As the product itself: it compares what no one person may see as a whole.
        actor.Become(Actor.System);
        var compared = await modules.Send(new ReconcileMoney(Settled), cancel);
        actor.Become(Actor.Staff);
        if (compared.IsFailure) return await Show(cancel) is PageResult ? Refuse(compared.Error) : Stop(compared.Error);
        Tell(compared.Value.Differences == 0 ? "books.reconciled" : "books.differs");
        return SeeOther(Links.To(PagePaths.Books));
    }

    public async Task<IActionResult> OnPostClear([FromForm] Guid alarm, CancellationToken cancel)
    {
        var cleared = await modules.Send(new ClearAlarm(alarm), cancel);
        if (cleared.IsFailure) return await Show(cancel) is PageResult ? Refuse(cleared.Error) : Stop(cleared.Error);
        Tell("books.cleared");
        return SeeOther(Links.To(PagePaths.Books));
    }

    public async Task<IActionResult> OnPostAgain([FromForm] string? module, [FromForm] Guid message, CancellationToken cancel)
    {
        var taken = await outboxes.TryAgain(module ?? "", message, User.Identity?.Name ?? "?", cancel);
        Tell(taken ? "books.given-up.done" : "books.given-up.gone");
        return SeeOther(Links.To(PagePaths.Books));
    }

    /// <summary>The account's name in words; one nobody has named is shown as it is kept.</summary>
    public string NameOf(string account) => TextBook.Find(T.Locale, $"account.{account}") ?? account;

    private async Task<IActionResult> Show(CancellationToken cancel)
    {
        var found = await modules.Send(new GetBooks(), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Books = found.Value;
        GivenUp = await outboxes.List(cancel);
        var today = moments.Today();
        (From, To) = (Written(today.AddDays(1 - today.Day)), Written(today));
        return Page();
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryDay(string? typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 2000 and < 2200;
}
