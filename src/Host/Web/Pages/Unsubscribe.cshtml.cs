using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Notifications.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LeadMarket.Web.Pages;

/// <summary>Stops one kind of mail for whoever holds its link, without signing in.</summary>
// Mail programs post here by themselves when their own button is pressed: without cookies, many from one address, and with no wish to be
// sent elsewhere (RFC 8058). So the key is all the protection there is, nothing is limited, and the answer is this page.
[AllowAnonymous]
[IgnoreAntiforgeryToken(Order = AfterThePagesOwn)]
[ResponseCache(NoStore = true)]
public sealed class UnsubscribeModel(IMediator modules, ActorContext actor, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    private const int AfterThePagesOwn = 1001;

    [FromRoute(Name = "key")]
    public string Key { get; set; } = "";

    /// <summary>Null: the link opens nothing.</summary>
    public UnsubscribeView? Link { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        // Whoever is signed in on this browser: it is the link that speaks.
        actor.Become(Actor.System);
    }

    public async Task<IActionResult> OnGet(CancellationToken cancel) => Show(await modules.Send(new OpenUnsubscribeLink(Key), cancel));

    public async Task<IActionResult> OnPost(CancellationToken cancel) => Show(await modules.Send(new Unsubscribe(Key), cancel));

    private IActionResult Show(Result<UnsubscribeView> outcome)
    {
        if (outcome.Succeeded(out var link)) Link = link;
        else Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
