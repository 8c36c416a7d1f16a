using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>Says in numbers what ends with a subscription and when, and ends it once that is confirmed.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
[LimitStripeCalls]
public sealed class PlanCancelModel(IMediator modules, Texts texts, SiteLinks links, PlanWords words, Moments moments) : SitePage(texts, links)
{
    public SubscriptionView Subscription { get; private set; } = null!;

    /// <summary>What the plan saved last month, its price included; null when it saved nothing.</summary>
    public UsageMonth? LastMonth { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken cancel) => await Load(cancel) ?? Page();

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        var cancelled = await modules.Send(new CancelSubscription(User.ContractorId()), cancel);
        if (cancelled.IsFailure) return await Load(cancel) ?? Refuse(cancelled.Error);

        if (cancelled.Value is { EndsAtPeriodEnd: true, RenewsAt: { } end }) Tell("plan.done.cancelled", words.Name(cancelled.Value.Plan), moments.Day(end));
        else Tell("plan.done.ended", words.Name(cancelled.Value.Plan));
        return SeeOther(Links.To(PagePaths.Plan));
    }

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var plan = await modules.Send(new GetPlan(User.ContractorId()), cancel);
        if (plan.IsFailure) return Stop(plan.Error);
        // Nothing to cancel, or cancelled already: the page of the plan says which.
        var stage = PlanStages.Of(plan.Value.Subscription);
        if (!stage.IsLive() || stage is PlanStage.Ending) return SeeOther(Links.To(PagePaths.Plan));
        var usage = await modules.Send(new GetUsage(User.ContractorId(), Months: 2), cancel);
        if (usage.IsFailure) return Stop(usage.Error);

        Subscription = plan.Value.Subscription!;
        LastMonth = usage.Value.Months[0] is { Saved.Cents: > 0 } month ? month : null;
        return null;
    }
}
