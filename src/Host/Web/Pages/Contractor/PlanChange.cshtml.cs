using System.Globalization;
using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>What a change of plan costs, to the cent, before the button that makes it.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
[LimitStripeCalls(Looking = StripeLooks.Always)]
public sealed class PlanChangeModel(IMediator modules, Market market, Texts texts, SiteLinks links, PlanWords words) : SitePage(texts, links)
{
    [FromRoute(Name = "plan")]
    public string PlanKey { get; set; } = "";

    /// <summary>Null where Billing would not make this change; the page then says why.</summary>
    public PlanChangePreview? Preview { get; private set; }

    public SavedCard? Card { get; private set; }

    /// <summary>What the next bill asks for, taxes included, once the credit of a cheaper plan is taken off.</summary>
    public Money NextBill { get; private set; }

    /// <summary>The instant of the preview, as the form carries it.</summary>
    public string AsOf => Preview!.AsOf.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGet(CancellationToken cancel)
    {
        if (market.FindPlan(PlanKey) is null) return NotFound();
        return await Reckon(cancel) is { } refused ? Refuse(refused) : Page();
    }

    public async Task<IActionResult> OnPost([FromForm] long asOf, [FromForm] long dueNow, CancellationToken cancel)
    {
        if (market.FindPlan(PlanKey) is null) return NotFound();

        var changed = await modules.Send(new ChangePlan(User.ContractorId(), PlanKey, Instant(asOf), dueNow), cancel);
        if (changed.Succeeded(out var subscription))
        {
            // Refused by the card, the change waits for its payment: the page of the plan says so.
            if (subscription.PendingPlan is null) Tell("plan.done.now", words.Name(subscription.Plan));
            return SeeOther(Links.To(PagePaths.Plan));
        }

        // Reckoned anew, so that what stands beside the refusal can be agreed to at once.
        await Reckon(cancel);
        return Refuse(changed.Error);
    }

    private async Task<Error?> Reckon(CancellationToken cancel)
    {
        var preview = await modules.Send(new PreviewPlanChange(User.ContractorId(), PlanKey), cancel);
        if (preview.IsFailure) return preview.Error;
        var plan = await modules.Send(new GetPlan(User.ContractorId()), cancel);
        if (plan.IsFailure) return plan.Error;

        (Preview, Card) = (preview.Value, plan.Value.Subscription?.Card);
        var month = words.TaxesIn(Preview.MonthlyFromThen);
        NextBill = month with { Cents = Math.Max(0, month.Cents - Preview.CreditLater.Cents) };
        return null;
    }

    // What no clock can show was not in our form; Billing takes it for an outdated preview.
    private static DateTimeOffset Instant(long seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch;
}
