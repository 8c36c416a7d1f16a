using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Giving a bought lead back: each reason with its rule and what the evidence says of it now, then the verdict, then the appeal.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class ReturnModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    [FromRoute(Name = "unlock")]
    public Guid UnlockValue { get; set; }

    public MyLeadDetail Detail { get; private set; } = null!;

    public MyLead Lead => Detail.Lead;

    /// <summary>The return that runs or was decided; null while one can be asked for.</summary>
    public ReturnView? View => Lead.Return;

    public bool CanAsk => View is null && Lead.Unlock.State == "paid" && Detail.ReturnReasons.Any(option => option.Open);

    public bool CanAppeal => View is { State: "denied", AppealUntil: not null };

    /// <summary>What was paid and would come back, taxes included, a paid upgrade with it, less what has gone back already.</summary>
    public Money Back { get; private set; }

    public ReturnForm Typed { get; private set; } = new(null, null, null, null);

    public string Here => Links.To(PagePaths.Return, new { unlock = UnlockValue });

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        if (View is { State: "requested" }) LookAgainIn(seconds: 2);
        return Page();
    }

    public async Task<IActionResult> OnPostAsk([FromForm] ReturnForm form, CancellationToken cancel)
    {
        Typed = form;
        if (form.Way is not ("credit" or "card"))
        {
            if (await Load(cancel) is { } elsewhere) return elsewhere;
            return Refuse(Error.Invalid([.. Missing(form), new FieldError("way", "return.way-missing")]));
        }

        var asked = await modules.Send(new RequestReturn(User.ContractorId(), Unlock, form.Reason, form.Note, form.Way == "credit"), cancel);
        return asked.IsFailure ? await Again(asked.Error, cancel) : SeeOther(Here);
    }

    public async Task<IActionResult> OnPostAppeal([FromForm] ReturnForm form, CancellationToken cancel)
    {
        Typed = form;
        if (await Load(cancel) is { } elsewhere) return elsewhere;
        // Of this lead, whatever the form says.
        if (View is not { Id: var giveBack }) return Refuse(Error.Conflict("purchasing.not-appealable"));
        var appealed = await modules.Send(new AppealReturn(User.ContractorId(), giveBack, form.Text), cancel);
        if (appealed.IsFailure) return Refuse(appealed.Error);
        Tell("return.done.appealed");
        return SeeOther(Here);
    }

    private UnlockId Unlock => new(UnlockValue);

    /// <summary>The lead's, and that of a paid upgrade, which goes back with it.</summary>
    private IReadOnlyList<PurchaseId> Purchases() =>
        Lead.Upgrade is { State: "paid" } upgrade ? [new(UnlockValue), new(upgrade.Id.Value)] : [new(UnlockValue)];

    /// <summary>What the return itself would be refused for, were it asked for.</summary>
    private IEnumerable<FieldError> Missing(ReturnForm form)
    {
        var reason = Detail.ReturnReasons.FirstOrDefault(option => option.Reason == form.Reason);
        if (reason is null) yield return new FieldError("reason", "purchasing.return-reason-unknown");
        else if (reason.NeedsNote && string.IsNullOrWhiteSpace(form.Note)) yield return new FieldError("note", "purchasing.return-note-missing");
    }

    private async Task<IActionResult> Again(Error error, CancellationToken cancel) => await Load(cancel) ?? Refuse(error);

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var found = await modules.Send(new GetMyLead(User.ContractorId(), Unlock), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Detail = found.Value;
        if (!CanAsk || Lead.Unlock.Charge is not { } charge) return null;
        var left = await modules.Send(new ListMoneyLeft(Purchases()), cancel);
        if (left.IsFailure) return Stop(left.Error);
        // Nothing is left of what a coupon had paid, and the lead can be given back all the same.
        Back = left.Value.Values.Aggregate(charge.Total with { Cents = 0 }, (sum, money) => sum + money);
        return null;
    }

    /// <param name="Way"><c>credit</c> or <c>card</c>.</param>
    /// <param name="Text">Of the appeal.</param>
    public sealed record ReturnForm(string? Reason, string? Note, string? Way, string? Text);
}
