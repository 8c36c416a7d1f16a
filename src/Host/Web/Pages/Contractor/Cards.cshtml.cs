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
public sealed class CardsModel(IMediator modules, TimeProvider clock, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    private static readonly TimeSpan StripesPatience = TimeSpan.FromSeconds(30);

    public IReadOnlyList<KeptCard> Cards { get; private set; } = [];

    /// <summary>A card was typed at Stripe's, whose message of it has not come yet.</summary>
    public bool IsComing { get; private set; }

    /// <summary>The refusal is about a card that pays the plan.</summary>
    public bool PaysPlan { get; private set; }

    /// <param name="back">One comes back from Stripe's page. Says only that it is worth waiting a little.</param>
    /// <param name="had">How many cards there were before.</param>
    /// <param name="since">When one came back, in Unix seconds.</param>
    public async Task<IActionResult> OnGet(bool? back, int? had, long? since, CancellationToken cancel)
    {
        if (back is true) return SeeOther(Here + QueryString.Create("had", Number(had ?? 0)).Add("since", Number(clock.GetUtcNow().ToUnixTimeSeconds())));
        if (await Load(cancel) is { } stopped) return stopped;
        if (had is not { } before || since is not { } start) return Page();

        if (Cards.Count > before)
        {
            Tell("cards.added");
            return SeeOther(Here);
        }

        IsComing = clock.GetUtcNow() - DateTimeOffset.UnixEpoch < TimeSpan.FromSeconds(Math.Clamp(start, 0, int.MaxValue)) + StripesPatience;
        if (IsComing) LookAgainIn(seconds: 2);
        return Page();
    }

    public async Task<IActionResult> OnPostAdd(CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        var contractor = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (contractor.IsFailure) return Stop(contractor.Error);

        var (company, name, email) = (contractor.Value.Company, contractor.Value.ContactName, contractor.Value.Email);
        var back = Links.Absolute(Here + QueryString.Create("back", "true").Add("had", Number(Cards.Count)));
        var started = await modules.Send(
            new StartKeepingCard(User.ContractorId(), new BilledTo(company, name, email), T.Locale, new ReturnAddresses(back, Links.Absolute(Here))), cancel);
        return started.IsFailure ? Refuse(started.Error) : SeeOther(started.Value.AbsoluteUri);
    }

    public async Task<IActionResult> OnPostPrefer([FromForm] Guid card, CancellationToken cancel) =>
        await After(await modules.Send(new PreferCard(User.ContractorId(), card), cancel), "cards.preferred", cancel);

    public async Task<IActionResult> OnPostForget([FromForm] Guid card, CancellationToken cancel) =>
        await After(await modules.Send(new ForgetCard(User.ContractorId(), card), cancel), "cards.forgotten", cancel);

    private string Here => Links.To(PagePaths.Cards);

    private static string Number(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

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
