using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Intake;

/// <summary>What became of a request that was sent.</summary>
public enum ThanksState
{
    /// <summary>On its way to contractors. Held ones too: who is held is told nothing that they would take for an accusation.</summary>
    Sent,

    /// <summary>Its telephone is still to be verified.</summary>
    WaitingForCode,

    /// <summary>The same person has an earlier one.</summary>
    Duplicate,

    /// <summary>Closed, withdrawn, expired or refused since.</summary>
    Ended,
}

/// <summary>Confirms a request that was sent, and says what happens next.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true)]
public sealed class ThanksModel(IMediator modules, ActorContext actor, Market market, Texts texts, SiteLinks links, MetaPixel pixel)
    : SitePage(texts, links)
{
    // A request is judged within moments of its verification; a person does not notice half a second more.
    private const int Looks = 6;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public RequestView Lead { get; private set; } = null!;

    public DraftId Draft { get; private set; }

    public ThanksState State { get; private set; }

    /// <summary>Meta's script is on the page: they agreed to it for this request, and have not taken it back.</summary>
    public bool IsMeasured { get; private set; }

    public MetaPixel Pixel => pixel;

    public string Service => market.FindService(Lead.Service)?.Name.In(T.Locale) ?? Lead.Service;

    public async Task<IActionResult> OnGet(Guid draft, CancellationToken cancel)
    {
        Draft = new DraftId(draft);
        actor.Become(Actor.Homeowner(draft));
        var found = await modules.Send(new GetDraft(Draft), cancel);
        if (found.IsFailure) return Stop(found.Error);
        if (found.Value.Submitted is not { } lead) return SeeOther(Links.Step(Draft, (int)IntakeStep.Service));

        actor.Become(Actor.Homeowner(lead.Value));
        for (var look = 1; look <= Looks; look++)
        {
            var request = await modules.Send(new GetRequest(lead), cancel);
            if (request.IsFailure) return Stop(request.Error);
            Lead = request.Value;
            if (!IsBeingJudged) break;
            if (look < Looks) await Task.Delay(BetweenLooks, TimeProvider.System, cancel);
        }

        State = Read();
        IsMeasured = pixel.IsOn && State is ThanksState.Sent && !Lead.IsDuplicate && Agreed(ConsentText.Advertising);
        if (IsMeasured) pixel.AllowOn(Response);
        return Page();
    }

    private bool IsBeingJudged => !Lead.UnderReview && (Lead.Status == "verified" || (Lead.Status == "submitted" && !market.Intake.VerifiesPhones));

    private bool Agreed(string key) => Lead.Consents.Any(consent => consent.Key == key && consent.WithdrawnAt is null);

    private ThanksState Read() => Lead switch
    {
        // Whoever typed somebody else's address must not learn here what that person has asked for: their mail tells them.
        { IsDuplicate: true } => Lead.HasSamePhone ? ThanksState.Duplicate : ThanksState.Sent,
        { Status: "submitted" } when market.Intake.VerifiesPhones => ThanksState.WaitingForCode,
        { Status: "closed" or "withdrawn" or "expired" or "rejected" } => ThanksState.Ended,
        _ => ThanksState.Sent,
    };
}
