using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Hosting;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>The last step, which sends the request. A page of its own because it alone is limited per minute.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
[EnableRateLimiting(RateLimits.Leads)]
public sealed class ContactModel(
    IMediator modules, ActorContext actor, Market market, Texts texts, SiteLinks links, VisitTrail trail, MetaPixel pixel)
    : IntakePage(modules, actor, market, texts, links, trail)
{
    public override int StepNumber => (int)IntakeStep.Contact;

    /// <summary>What may be agreed to, each by a box of its own (Law 25, s. 14: asked for separately). Nobody is asked about
    /// advertising where nothing is measured.</summary>
    public IEnumerable<ConsentBox> Consents
    {
        get
        {
            yield return Box("consentToContact", "consentVersion", Market.ContactConsent, Form.Contact, required: true);
            if (Market.FindConsent(ConsentText.Marketing) is { } marketing)
                yield return Box("consentToMarketing", "marketingVersion", marketing, Form.Marketing, required: false);
            if (pixel.IsOn && Market.FindConsent(ConsentText.Advertising) is { } advertising)
                yield return Box("consentToAdvertising", "advertisingVersion", advertising, Form.Advertising, required: false);
        }
    }

    protected override async Task<IActionResult> GoOn(CancellationToken cancel)
    {
        var submitted = await Modules.Send(new SubmitDraft(Draft, Origin()), cancel);
        if (!submitted.Succeeded(out var lead)) return Refuse(submitted.Error);
        if (!Market.Intake.VerifiesPhones) return SeeOther(Links.Thanks(Draft));

        // A text costs money and may reach a stranger: what a robot filled in gets none. A person mistaken for one has the button.
        if (FormPost.TrapSprung(Request.Form)) return SeeOther(Links.Code(Draft));

        // The request is kept by now: whatever hinders the code, the next page says so and asks for another.
        Acting.Become(Actor.Homeowner(lead.Id.Value));
        var sent = await Modules.Send(new SendPhoneCode(lead.Id), cancel);
        if (sent.IsFailure) TempData[CodeModel.RefusalKey] = sent.Error.Code;
        return SeeOther(Links.Code(Draft));
    }

    private FormOrigin Origin() => new(
        HttpContext.Connection.RemoteIpAddress?.ToString(),
        Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null,
        FormPost.TrapSprung(Request.Form),
        Form.Advertising.Ticked ? Trail.AdvertiserCookies() : null,
        // The form's public address: the one of this page holds the secret of the draft, and what is kept here may go to Meta.
        Links.Absolute(Links.To(PagePaths.IntakeStart)));

    private ConsentBox Box(string name, string versionName, ConsentText text, TypedConsent typed, bool required) =>
        new(name, versionName, text, typed, required, Quotes, Errors);
}
