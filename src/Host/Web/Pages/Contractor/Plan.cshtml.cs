using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>The plan of a contractor: what it costs and until when, what it was used for, and what else there is.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
[LimitStripeCalls(Looking = StripeLooks.ComingBack)]
public sealed class PlanModel(IMediator modules, Texts texts, SiteLinks links, PlanWords words) : SitePage(texts, links)
{
    private const int Months = 12;

    public PlanView View { get; private set; } = null!;

    public Usage Usage { get; private set; } = null!;

    public SubscriptionView? Subscription => View.Subscription;

    public PlanStage Stage => PlanStages.Of(Subscription);

    public UsageMonth ThisMonth => Usage.Months[^1];

    /// <summary>A plan that costs something a month, without anybody paying for it.</summary>
    public bool IsGift(Plan plan) => plan.Key == View.Plan && plan.MonthlyPrice.Cents > 0 && !Stage.IsLive();

    /// <param name="back">From which of Stripe's pages one comes back: <c>paid</c> or <c>cards</c>. Says only that it is worth asking.</param>
    public async Task<IActionResult> OnGet(string? back, CancellationToken cancel)
    {
        if (back is not null) return await ComeBack(paid: back == "paid", cancel);
        return await Load(cancel) ?? Page();
    }

    public async Task<IActionResult> OnPostSubscribe([FromForm] string? plan, CancellationToken cancel)
    {
        var contractor = await modules.Send(new GetContractor(User.ContractorId()), cancel);
        if (contractor.IsFailure) return Stop(contractor.Error);

        var (company, name, email) = (contractor.Value.Company, contractor.Value.ContactName, contractor.Value.Email);
        var started = await modules.Send(
            new StartSubscription(
                User.ContractorId(), new BilledTo(company, name, email), T.Locale, plan ?? "", new ReturnAddresses(Back("paid"), Links.Absolute(Here))),
            cancel);
        return started.IsFailure ? await Again(started.Error, cancel) : SeeOther(started.Value.Checkout?.AbsoluteUri ?? Here);
    }

    public async Task<IActionResult> OnPostCards(CancellationToken cancel)
    {
        var opened = await modules.Send(new OpenBillingPortal(User.ContractorId(), T.Locale, Back("cards")), cancel);
        return opened.IsFailure ? await Again(opened.Error, cancel) : SeeOther(opened.Value.AbsoluteUri);
    }

    public async Task<IActionResult> OnPostResume(CancellationToken cancel)
    {
        var resumed = await modules.Send(new ResumeSubscription(User.ContractorId()), cancel);
        if (resumed.IsFailure) return await Again(resumed.Error, cancel);
        Tell("plan.done.resumed", words.Name(resumed.Value.Plan));
        return SeeOther(Here);
    }

    private string Here => Links.To(PagePaths.Plan);

    private Uri Back(string from) => Links.Absolute(Here + QueryString.Create("back", from));

    /// <summary>Asks Stripe, whose own message may be slower than the browser, and shows the page under its own address.</summary>
    private async Task<IActionResult> ComeBack(bool paid, CancellationToken cancel)
    {
        var now = await modules.Send(new RefreshSubscription(User.ContractorId()), cancel);
        // Without an answer the page shows what is known; it never says that something is paid because an address says so.
        if (paid && now.Succeeded(out var view) && PlanStages.Of(view.Subscription) is PlanStage.Active) Tell("plan.done.now", words.Name(view.Plan));
        return SeeOther(Here);
    }

    private async Task<IActionResult> Again(Error error, CancellationToken cancel) => await Load(cancel) ?? Refuse(error);

    private async Task<IActionResult?> Load(CancellationToken cancel)
    {
        var plan = await modules.Send(new GetPlan(User.ContractorId()), cancel);
        if (plan.IsFailure) return Stop(plan.Error);
        var usage = await modules.Send(new GetUsage(User.ContractorId(), Months), cancel);
        if (usage.IsFailure) return Stop(usage.Error);

        (View, Usage) = (plan.Value, usage.Value);
        if (Stage is PlanStage.Opening) LookAgainIn(seconds: 2);
        if (Stage is PlanStage.FirstPayment) LookAgainIn(seconds: 5);
        return null;
    }
}
