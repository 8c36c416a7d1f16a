using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Becoming the only buyer of a lead that was bought as a shared one: what it means, what it costs, and how it stands.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
[LimitStripeCalls]
public sealed class UpgradeModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    [FromRoute(Name = "unlock")]
    public Guid UnlockValue { get; set; }

    public BoardItem Item { get; private set; } = null!;

    public UpgradeView Upgrade { get; private set; } = null!;

    /// <summary>Only while it is on offer.</summary>
    public PaymentOffer Offer { get; private set; } = null!;

    public PurchaseStage Stage => PurchaseStages.Of(Upgrade.Purchase) switch
    {
        // A try that came to nothing stands in nobody's way.
        null or PurchaseStage.Undone when Upgrade is { Refusal: null, Offer: not null } => PurchaseStage.Offered,
        null => PurchaseStage.SoldOut,
        { } stage => stage,
    };

    public string Here => Links.To(PagePaths.Upgrade, new { unlock = UnlockValue });

    /// <param name="back">How one comes back from Stripe. Says only that it is worth looking again.</param>
    public async Task<IActionResult> OnGet(string? back, CancellationToken cancel)
    {
        if (await Load(cancel) is { } stopped) return stopped;
        if (Stage.LooksAgainIn(back) is { } seconds) LookAgainIn(seconds);
        return Page();
    }

    public async Task<IActionResult> OnPost([FromForm] TypedPayment payment, CancellationToken cancel)
    {
        var here = Links.Absolute(Here);
        var started = await modules.Send(
            new StartUpgrade(User.ContractorId(), Unlock, new ReturnAddresses(Links.Absolute(Here + PurchaseStages.Paid), here), payment.UseCredits, payment.Choice), cancel);
        return started.IsFailure ? await Again(started.Error, cancel, payment.UseCredits) : SeeOther(TypedPayment.Next(started.Value, Here));
    }

    public async Task<IActionResult> OnPostCancel([FromForm] Guid unlock, CancellationToken cancel)
    {
        var cancelled = await modules.Send(new CancelUnlock(User.ContractorId(), new UnlockId(unlock)), cancel);
        if (cancelled.IsFailure) return await Again(cancelled.Error, cancel);

        // Until Stripe has closed the payment page, nobody knows that nothing was paid: the page says so itself.
        if (cancelled.Value.State is "expired") Tell("upgrade.given-back");
        return SeeOther(Here);
    }

    private UnlockId Unlock => new(UnlockValue);

    private async Task<IActionResult> Again(Error refused, CancellationToken cancel, bool useCredits = true) =>
        await Load(cancel, useCredits) ?? Refuse(refused);

    private async Task<IActionResult?> Load(CancellationToken cancel, bool useCredits = true)
    {
        var me = User.ContractorId();
        var upgrade = await modules.Send(new GetUpgrade(me, Unlock), cancel);
        if (upgrade.IsFailure) return Stop(upgrade.Error);
        var unlock = await modules.Send(new GetUnlock(me, Unlock), cancel);
        if (unlock.IsFailure) return Stop(unlock.Error);
        var listing = await modules.Send(new GetListing(me, unlock.Value.Listing), cancel);
        if (listing.IsFailure) return Stop(listing.Error);

        (Upgrade, Item) = (upgrade.Value, listing.Value.Item);
        return Stage is PurchaseStage.Offered ? await Price(Upgrade.Offer!, useCredits, cancel) : null;
    }

    private async Task<IActionResult?> Price(LeadOffer offer, bool useCredits, CancellationToken cancel)
    {
        var quote = await modules.Send(new QuoteLead(User.ContractorId(), Offer: offer), cancel);
        if (quote.IsFailure) return Stop(quote.Error);
        var ways = await PaymentOffer.For(modules, User.ContractorId(), Bought.Upgrade, quote.Value.Charge, useCredits, cancel);
        if (ways.IsFailure) return Stop(ways.Error);

        Offer = ways.Value;
        return null;
    }
}
