using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>One bought lead: whom to call, what was tried, how far it is, and what can still be done about it.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class MyLeadModel(IMediator modules, Moments moments, TimeProvider clock, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    [FromRoute(Name = "unlock")]
    public Guid UnlockValue { get; set; }

    public MyLeadDetail Detail { get; private set; } = null!;

    public MyLead Lead => Detail.Lead;

    /// <summary>Its money is with us, so that it is theirs to work on.</summary>
    public bool IsTheirs => Lead.Unlock.State == "paid";

    /// <summary>There is somebody to reach.</summary>
    public bool CanReach => IsTheirs && Lead.Unlock.Contact is not null;

    /// <summary>Just paid: the contact comes within seconds.</summary>
    public bool IsArriving => Lead.Unlock is { State: "paid", Contact: null, WithdrawnAt: null };

    /// <summary>Made with the page: a form sent twice is kept once.</summary>
    public Guid Once { get; private set; }

    /// <summary>What being the only buyer would cost now; null where that is not to be had.</summary>
    public Charge? Upgrade { get; private set; }

    /// <summary>A form as typed, when it was refused.</summary>
    public WorkForm Typed { get; private set; } = new();

    public string Here => Links.To(PagePaths.MyLead, new { unlock = UnlockValue });

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        // Only while there is no form on the page: a page that loads itself again loses what is being typed.
        if (IsArriving) LookAgainIn(seconds: 2);
        return Page();
    }

    public async Task<IActionResult> OnPostProgress([FromForm] WorkForm form, CancellationToken cancel)
    {
        Typed = form;
        if (WordKeys.Read<LeadProgress>(form.Progress) is not { } progress) return await Again(Error.Invalid("work.progress-missing", "progress"), cancel);
        var (field, typed) = progress is LeadProgress.Won ? ("earned", form.Earned) : ("quoted", form.Quoted);
        if (!TypedAmount.TryRead(progress is LeadProgress.Quoted or LeadProgress.Won ? typed : null, out var cents) || cents > SetLeadProgress.MostCents)
            return await Again(Error.Invalid("work.amount-invalid", field), cancel);

        var moved = await modules.Send(new SetLeadProgress(User.ContractorId(), Unlock, progress, cents, QuotedBefore(form.Quoted)), cancel);
        return await After(moved, "work.done.progress", cancel, ("cents", field));
    }

    public async Task<IActionResult> OnPostAttempt([FromForm] WorkForm form, CancellationToken cancel)
    {
        Typed = form;
        if (form.Once is not { } once || WordKeys.Read<AttemptWay>(form.Way) is not { } way) return await Again(Error.Invalid("work.way-missing", "way"), cancel);
        if (WordKeys.Read<AttemptOutcome>(form.Outcome) is not { } outcome) return await Again(Error.Invalid("work.outcome-missing", "way"), cancel);

        var logged = await modules.Send(new LogContactAttempt(User.ContractorId(), Unlock, once, way, outcome), cancel);
        return await After(logged, "work.done.attempt", cancel, ("outcome", "way"));
    }

    public async Task<IActionResult> OnPostNote([FromForm] WorkForm form, CancellationToken cancel)
    {
        Typed = form;
        // A form without its id was not made here; the note is still worth keeping.
        var kept = await modules.Send(new AddLeadNote(User.ContractorId(), Unlock, form.Once ?? NewId(), form.Text), cancel);
        return await After(kept, "work.done.note", cancel);
    }

    public async Task<IActionResult> OnPostForget([FromForm] Guid note, CancellationToken cancel) =>
        await After(await modules.Send(new RemoveLeadNote(User.ContractorId(), Unlock, note), cancel), "work.done.forget", cancel);

    public async Task<IActionResult> OnPostReminder([FromForm] WorkForm form, CancellationToken cancel)
    {
        Typed = form;
        if (ReminderTimes.Read(form.When, form.At, moments) is not { } at) return await Again(Error.Invalid("work.time-invalid", "at"), cancel);
        var set = await modules.Send(new SetReminder(User.ContractorId(), Unlock, at, string.IsNullOrWhiteSpace(form.Reminder) ? null : form.Reminder), cancel);
        return await After(set, "work.done.reminder", cancel, ("text", "reminder"));
    }

    public async Task<IActionResult> OnPostNoReminder(CancellationToken cancel) =>
        await After(await modules.Send(new SetReminder(User.ContractorId(), Unlock, At: null), cancel), "work.done.no-reminder", cancel);

    private UnlockId Unlock => new(UnlockValue);

    /// <summary>An amount that was typed as quoted before "won" was chosen, which hides its field. What is no amount stands in nobody's way.</summary>
    private static long? QuotedBefore(string? typed) => TypedAmount.TryRead(typed, out var quoted) && quoted is <= SetLeadProgress.MostCents ? quoted : null;

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    /// <param name="renamed">A field of the command, and its name in the form.</param>
    private async Task<IActionResult> After(Result result, string notice, CancellationToken cancel, (string From, string To)? renamed = null)
    {
        if (result.IsFailure)
        {
            var error = result.Error;
            if (renamed is var (from, to)) error = error with { Fields = [.. error.Fields.Select(field => field.Field == from ? field with { Field = to } : field)] };
            return await Again(error, cancel);
        }

        Tell(notice);
        return SeeOther(Here);
    }

    private async Task<IActionResult> Again(Error error, CancellationToken cancel) => await Load(cancel) ?? Refuse(error);

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var me = User.ContractorId();
        Once = NewId();
        var found = await modules.Send(new GetMyLead(me, Unlock), cancel);
        if (found.IsFailure) return Stop(found.Error);
        Detail = found.Value;
        if (!CanReach || Lead.Unlock.Exclusive) return null;

        // An offer that cannot be priced now is not made; the rest of the page does not wait for it.
        var upgrade = await modules.Send(new GetUpgrade(me, Unlock), cancel);
        if (upgrade.Succeeded(out var view) && view is { Refusal: null, Offer: { } offer } && (await modules.Send(new QuoteLead(me, Offer: offer), cancel)).Succeeded(out var quote))
            Upgrade = quote.Charge;
        return null;
    }

    /// <param name="Once">Id of the note or the attempt, made with the form.</param>
    /// <param name="When">A usual time, or <see cref="ReminderTimes.Own"/>.</param>
    public sealed record WorkForm(
        Guid? Once = null, string? Progress = null, string? Quoted = null, string? Earned = null, string? Way = null, string? Outcome = null,
        string? Text = null, string? When = null, string? At = null, string? Reminder = null);
}
