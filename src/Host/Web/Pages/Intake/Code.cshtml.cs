using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>Asks for the code sent to the homeowner's telephone. The request is kept already; nothing here can lose it.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.PhoneCodes)]
public sealed class CodeModel(
    IMediator modules, ActorContext actor, Market market, TimeProvider clock, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    /// <summary>Why the first code was not sent, handed over by the page that sent the request.</summary>
    internal const string RefusalKey = "code-refusal";

    private const string CodeField = "code";

    private string? _service;

    [FromRoute(Name = "draft")]
    public Guid DraftValue { get; set; }

    public PhoneCode Code { get; private set; } = null!;

    public DraftId Draft => new(DraftValue);

    /// <summary>Whether a code was tried just now, and refused.</summary>
    public bool WasTried { get; private set; }

    public CodeForm Entry => new(Code, Links.Code(Draft), $"{Links.Code(Draft)}?handler=Send", Errors, clock.GetUtcNow(), TakesFocus: true);

    /// <summary>Begins a new request for the same service: a number cannot be changed once its request is sent.</summary>
    public string StartAgain => Links.Start(_service);

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;
        if (TempData[RefusalKey] is string refusal) Explain(Error.Conflict(refusal));
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] string? code, CancellationToken cancel)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;

        var check = await modules.Send(new CheckPhoneCode(Code.Lead, code), cancel);
        if (!check.IsFailure) return SeeOther(Links.Thanks(Draft));
        WasTried = true;
        return await Show(check.Error, cancel);
    }

    public async Task<IActionResult> OnPostSend(CancellationToken cancel)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;

        var sent = await modules.Send(new SendPhoneCode(Code.Lead), cancel);
        if (sent.IsFailure) return await Show(sent.Error, cancel);
        if (sent.Value.State == "sent") Tell("code.sent-again");
        return SeeOther(Links.Code(Draft));
    }

    /// <summary>Shows a refusal with the tries that are left after it.</summary>
    private async Task<IActionResult> Show(Error refused, CancellationToken cancel)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;

        // A refusal of the number itself: there is no such field here, its words stand above the form.
        var ofCode = refused.Fields.Count == 0 || refused.Fields.Any(field => field.Field == CodeField);
        return Refuse(ofCode ? refused : refused with { Fields = [] });
    }

    /// <summary>Reads how far the verification is. Answers where to go instead when there is nothing to verify.</summary>
    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        actor.Become(Actor.Homeowner(DraftValue));
        var draft = await modules.Send(new GetDraft(Draft), cancel);
        if (draft.IsFailure) return Stop(draft.Error);
        if (draft.Value.Submitted is not { } lead) return SeeOther(Links.Step(Draft, (int)IntakeStep.Contact));
        if (!market.Intake.VerifiesPhones) return SeeOther(Links.Thanks(Draft));

        // From here on it is about the request, no longer about the form.
        actor.Become(Actor.Homeowner(lead.Value));
        var code = await modules.Send(new GetPhoneCode(lead), cancel);
        if (code.IsFailure) return Stop(code.Error);
        if (code.Value.Status != "submitted") return SeeOther(Links.Thanks(Draft));

        (Code, _service) = (code.Value, draft.Value.Form.Service);
        return null;
    }
}
