using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Contracts;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LeadMarket.Web.Pages.Request;

/// <summary>What the pages behind a homeowner's link have in common. The key in the address is all that lets anybody in.</summary>
public abstract class RequestPage(IMediator modules, ActorContext actor, Market market, TimeProvider clock, Texts texts, SiteLinks links)
    : SitePage(texts, links)
{
    [FromRoute(Name = "key")]
    public string Key { get; set; } = "";

    /// <summary>False: the link opens nothing, or nothing any more.</summary>
    public bool Known { get; private set; }

    public RequestView View { get; private set; } = null!;

    public IReadOnlyList<Buyer> Buyers { get; private set; } = [];

    /// <summary>Where the verification of the phone stands; null where the market asks for none.</summary>
    public PhoneCode? Phone { get; private set; }

    public IReadOnlyList<Buyer> BuyersNow => [.. Buyers.Where(buyer => buyer.WithdrawnAt is null)];

    public bool PhoneWaits => View.Status == "submitted" && Phone is { State: not "verified" };

    /// <summary>The form for the code; null where there is nothing to verify.</summary>
    public CodeForm? Entry => Phone is null
        ? null
        : new CodeForm(Phone, CodeHandler("Check"), CodeHandler("Send"), Errors, clock.GetUtcNow());

    public string Here => Links.To(PagePaths.Request, new { key = Key });

    protected IMediator Modules => modules;

    protected LeadId Lead { get; private set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // The address is the key: no other site may learn it, and no search engine keep it.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";

        if (await Enter(HttpContext.RequestAborted) is { } elsewhere) context.Result = elsewhere;
        else await next();
    }

    /// <summary>Shows the page as it is after a refusal: somebody else may have changed it meanwhile.</summary>
    protected async Task<IActionResult> Again(Error error, CancellationToken cancel)
    {
        if (await Load(cancel) is { } elsewhere) return elsewhere;
        return Refuse(error);
    }

    private string CodeHandler(string name) => $"{Links.To(PagePaths.RequestCode, new { key = Key })}?handler={name}";

    private async Task<IActionResult?> Enter(CancellationToken cancel)
    {
        // Whoever is signed in on this browser: behind the link they are the homeowner.
        actor.Become(Actor.System);
        var opened = await modules.Send(new OpenAccessLink(Key), cancel);
        if (opened.IsFailure)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        (Known, Lead) = (true, opened.Value);
        actor.Become(Actor.Homeowner(Lead.Value));
        if (await Load(cancel) is { } elsewhere) return elsewhere;

        // A request that is nobody's any more has this one page left.
        var looksAtIt = !HttpMethods.IsPost(Request.Method) && Request.Path == Here && !Request.QueryString.HasValue;
        return View.ErasedAt is null || looksAtIt ? null : SeeOther(Here);
    }

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var request = await modules.Send(new GetRequest(Lead), cancel);
        if (request.IsFailure) return Stop(request.Error);
        var buyers = await modules.Send(new ListBuyers(Lead), cancel);
        if (buyers.IsFailure) return Stop(buyers.Error);

        (View, Buyers) = (request.Value, buyers.Value);
        if (!market.Intake.VerifiesPhones || View.ErasedAt is not null) return null;

        var phone = await modules.Send(new GetPhoneCode(Lead), cancel);
        if (phone.IsFailure) return Stop(phone.Error);
        Phone = phone.Value;
        return null;
    }
}
