using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>The cards that Stripe keeps for a contractor.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
[LimitStripeCalls]
public sealed class CardsModel(IMediator modules, TimeProvider clock, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    private const string HadKey = "cards-had";
    private const string SinceKey = "cards-since";

    private static readonly TimeSpan StripesPatience = TimeSpan.FromSeconds(30);

    // A card that Stripe has not told of by then was not kept.
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    public IReadOnlyList<KeptCard> Cards { get; private set; } = [];

    /// <summary>A card was typed at Stripe's, whose message of it has not come yet.</summary>
    public bool IsComing { get; private set; }

    /// <summary>As <see cref="IsComing"/>, and longer ago than it should take.</summary>
    public bool IsLate { get; private set; }

    /// <summary>The refusal is about a card that pays the plan.</summary>
    public bool PaysPlan { get; private set; }

    /// <param name="back">One comes back from Stripe's page. Says only that it is worth waiting a little.</param>
    public async Task<IActionResult> OnGet(bool? back, CancellationToken cancel)
    {
        // In the encrypted cookie: an address must not make the page say that a card is saved.
        if (back is true)
        {
            if (TempData.Peek(HadKey) is int) TempData[SinceKey] = clock.GetUtcNow().UtcDateTime;
            return SeeOther(Here);
        }

        if (await Load(cancel) is { } stopped) return stopped;
        if (TempData.Peek(HadKey) is not int had || TempData.Peek(SinceKey) is not DateTime since) return Page();

        var waited = clock.GetUtcNow().UtcDateTime - since;
        if (Cards.Count > had || waited > Memory)
        {
            TempData.Remove(HadKey);
            TempData.Remove(SinceKey);
            if (Cards.Count <= had) return Page();
            Tell("cards.added");
            return SeeOther(Here);
        }

        (IsComing, IsLate) = (waited <= StripesPatience, waited > StripesPatience);
        if (IsComing) LookAgainIn(seconds: 2);
        return Page();
    }

    public async Task<IActionResult> OnPostAdd(CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        var contractor = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (contractor.IsFailure) return Stop(contractor.Error);

        var (company, name, email) = (contractor.Value.Company, contractor.Value.ContactName, contractor.Value.Email);
        var back = Links.Absolute(Here + QueryString.Create("back", "true"));
        var started = await modules.Send(
            new StartKeepingCard(User.ContractorId(), new BilledTo(company, name, email), T.Locale, new ReturnAddresses(back, Links.Absolute(Here))), cancel);
        if (started.IsFailure) return Refuse(started.Error);

        TempData[HadKey] = Cards.Count;
        TempData.Remove(SinceKey);
        return SeeOther(started.Value.AbsoluteUri);
    }

    public async Task<IActionResult> OnPostPrefer([FromForm] Guid card, CancellationToken cancel) =>
        await After(await modules.Send(new PreferCard(User.ContractorId(), card), cancel), "cards.preferred", cancel);

    public async Task<IActionResult> OnPostForget([FromForm] Guid card, CancellationToken cancel) =>
        await After(await modules.Send(new ForgetCard(User.ContractorId(), card), cancel), "cards.forgotten", cancel);

    private string Here => Links.To(PagePaths.Cards);

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var found = await modules.Send(new ListCards(User.ContractorId()), cancel);
        if (found.IsFailure) return Stop(found.Error);
        Cards = found.Value;
        return null;
    }

    private async Task<IActionResult> After(Result done, string notice, CancellationToken cancel)
    {
        if (done.IsFailure)
        {
            PaysPlan = done.Error.Code == "billing.card-pays-plan";
            return await Load(cancel) ?? Refuse(done.Error);
        }

        Tell(notice);
        return SeeOther(Here);
    }
}
