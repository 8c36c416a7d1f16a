using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LeadMarket.Web.Pages.Contractor;

/// <summary>What bought leads became, and what each dollar spent on them brought.</summary>
[Authorize(Policies.Contractor)]
[ResponseCache(NoStore = true)]
public sealed class ResultsModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    public static readonly IReadOnlyList<int> Periods = [3, 6, 12];

    /// <summary>How far a lead can get, each step within the one before.</summary>
    public static readonly IReadOnlyList<LeadProgress> Stages = [LeadProgress.New, LeadProgress.Contacted, LeadProgress.Quoted, LeadProgress.Won];

    public int Months { get; private set; }

    public ReturnOnSpend Results { get; private set; } = null!;

    public int Bought => Results.Funnel.GetValueOrDefault(LeadProgress.New);

    public int Won => Results.Funnel.GetValueOrDefault(LeadProgress.Won);

    public bool IsEmpty => Bought == 0 && Results.Returned == 0 && Results.Spent.Cents == 0 && Results.Earned.Cents == 0;

    /// <summary>What one dollar spent has brought, in cents; null when nothing was spent.</summary>
    public Money? PerDollar => Results.Spent.Cents <= 0 ? null
        : Results.Earned with { Cents = (long)Math.Round(Results.Earned.Cents * 100m / Results.Spent.Cents, MidpointRounding.AwayFromZero) };

    /// <summary>What one won lead has cost; null when none is won.</summary>
    public Money? PerWin => Won == 0 ? null
        : Results.Spent with { Cents = (long)Math.Round((decimal)Results.Spent.Cents / Won, MidpointRounding.AwayFromZero) };

    public async Task<IActionResult> OnGet(int? months, CancellationToken cancel)
    {
        Months = months is { } asked && Periods.Contains(asked) ? asked : Periods[1];
        var found = await modules.Send(new GetReturnOnSpend(User.ContractorId(), Months), cancel);
        if (found.IsFailure) return Stop(found.Error);

        Results = found.Value;
        return Page();
    }

    /// <summary>Of the leads bought, as people say it.</summary>
    public string Share(int part) => T["results.percent", Bought == 0 ? 0 : (int)Math.Round(part * 100m / Bought, MidpointRounding.AwayFromZero)];

    public string Address(int months) => Links.To(PagePaths.Results) + QueryString.Create("months", months.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
