using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Request;

/// <summary>A homeowner's own page: where their request stands, who has their details, and everything they may do about it.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.Homeowner)]
public sealed class IndexModel(IMediator modules, ActorContext actor, Market market, TimeProvider clock, Texts texts, SiteLinks links, RequestDownload download)
    : RequestPage(modules, actor, market, clock, texts, links)
{
    public static readonly IReadOnlyList<string> ProblemKinds = ["too-many-calls", "unknown-caller", "rude", "wrong-details", "other"];

    /// <summary>The action whose form was refused: it is shown open.</summary>
    public string? Opened { get; private set; }

    /// <summary>The problem as typed.</summary>
    public Typed Problem { get; private set; } = new(null, null, null);

    /// <summary>The words of the consent under which contractors get the details.</summary>
    public ConsentView? ContactConsent => View.Consents.FirstOrDefault(consent => consent.Key == ConsentText.Contact);

    /// <summary>No contractor can be added any more.</summary>
    public bool Ended => View.Status is "closed" or "expired" or "withdrawn" or "rejected";

    public bool Withdrawn => View.Status == "withdrawn";

    /// <summary>What the outcome form has chosen: an unlock, or one of the other words.</summary>
    public string? Outcome => View.HiredUnlock?.Value.ToString() ?? View.Outcome;

    public async Task<IActionResult> OnPostBuyer([FromForm] Guid unlock, CancellationToken cancel) =>
        await After(await Modules.Send(new WithdrawFromBuyer(Lead, new UnlockId(unlock)), cancel), "request.done.buyer", null, cancel);

    public async Task<IActionResult> OnPostClose(CancellationToken cancel) =>
        await After(await Modules.Send(new CloseRequest(Lead), cancel), "request.done.close", "close", cancel);

    public async Task<IActionResult> OnPostWithdraw(CancellationToken cancel) =>
        await After(await Modules.Send(new WithdrawRequest(Lead), cancel), "request.done.withdraw", "withdraw", cancel);

    /// <param name="outcome">The unlock of the contractor who was hired, or a word of <see cref="RecordOutcome"/>.</param>
    public async Task<IActionResult> OnPostOutcome([FromForm] string? outcome, CancellationToken cancel)
    {
        var said = Guid.TryParse(outcome, out var unlock)
            ? new RecordOutcome(Lead, "hired", new UnlockId(unlock))
            : new RecordOutcome(Lead, outcome, null);
        return await After(await Modules.Send(said, cancel), "request.done.outcome", "outcome", cancel);
    }

    public async Task<IActionResult> OnPostProblem([FromForm] Typed problem, CancellationToken cancel)
    {
        Problem = problem;
        UnlockId? about = Guid.TryParse(problem.Unlock, out var unlock) ? new UnlockId(unlock) : null;
        return await After(await Modules.Send(new ReportProblem(Lead, problem.Kind, problem.Text, about), cancel), "request.done.problem", "problem", cancel);
    }

    public async Task<IActionResult> OnPostConsent([FromForm] string? consent, CancellationToken cancel) =>
        await After(await Modules.Send(new WithdrawConsent(Lead, consent ?? ""), cancel), "request.done.consent", "consents", cancel);

    public async Task<IActionResult> OnPostLink(CancellationToken cancel)
    {
        var replaced = await Modules.Send(new ReplaceAccessLink(Lead), cancel);
        if (replaced.IsFailure) return await After(replaced.Error, "", "link", cancel);

        Tell("request.done.link");
        return SeeOther(Links.To(PagePaths.Request, new { key = replaced.Value }));
    }

    /// <summary>Everything held on this request, in one file (Law 25, s. 27).</summary>
    public async Task<IActionResult> OnGetExport(CancellationToken cancel)
    {
        var held = await Modules.Send(new ExportRequest(Lead), cancel);
        if (held.IsFailure) return Stop(held.Error);
        var messages = await Modules.Send(new ListMessagesAbout(Lead), cancel);
        if (messages.IsFailure) return Stop(messages.Error);

        return File(download.Everything(held.Value, Buyers, messages.Value), "application/json", T["request.export.file"]);
    }

    /// <summary>The signed proof of what was agreed to, to the byte as it was signed.</summary>
    public async Task<IActionResult> OnGetReceipt(CancellationToken cancel)
    {
        var receipt = await Modules.Send(new GetConsentReceipt(Lead), cancel);
        return receipt.IsFailure
            ? Stop(receipt.Error)
            : File(System.Text.Encoding.UTF8.GetBytes(receipt.Value.Json), "application/json", T["request.receipt.file"]);
    }

    private async Task<IActionResult> After(Result result, string notice, string? action, CancellationToken cancel)
    {
        if (result.IsFailure)
        {
            Opened = action;
            return await Again(result.Error, cancel);
        }

        Tell(notice);
        return SeeOther(Here);
    }

    /// <param name="Unlock">The contractor it is about, by their unlock; empty for nobody in particular.</param>
    public sealed record Typed(string? Kind, string? Text, string? Unlock);
}
