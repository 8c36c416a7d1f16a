using LeadMarket.Kernel;
using LeadMarket.Leads.Contracts;
using LeadMarket.Web.Identity;
using LeadMarket.Web.Presentation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LeadMarket.Web.Pages.Staff;

/// <summary>Requests that an operator should look at: held ones to decide on, refused ones, reported problems.</summary>
[Authorize(Policies.Staff)]
[ResponseCache(NoStore = true)]
public sealed class ReviewModel(IMediator modules, Texts texts, SiteLinks links) : SitePage(texts, links)
{
    /// <summary>As many as one list holds; a count at this figure may be more.</summary>
    public const int Most = 200;

    public static readonly IReadOnlyList<string> Views = ["held", "rejected", "problems", "all"];

    public string Shown { get; private set; } = Views[0];

    public IReadOnlyList<ReviewedLead> Leads { get; private set; } = [];

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public Task<IActionResult> OnGet(string? view, CancellationToken cancel) => Show(view, cancel);

    public Task<IActionResult> OnPostList([FromForm] Guid lead, string? view, CancellationToken cancel) =>
        Decide(new ReviewLead(new LeadId(lead), Approve: true), "review.done.list", view, cancel);

    public Task<IActionResult> OnPostRefuse([FromForm] Guid lead, string? view, CancellationToken cancel) =>
        Decide(new ReviewLead(new LeadId(lead), Approve: false), "review.done.refuse", view, cancel);

    public Task<IActionResult> OnPostVouch([FromForm] Guid lead, string? view, CancellationToken cancel) =>
        Decide(new VouchForPhone(new LeadId(lead)), "review.done.vouch", view, cancel);

    public string Address(string view) => Links.To(PagePaths.Review) + QueryString.Create("view", view);

    private async Task<IActionResult> Decide(ICommand decision, string notice, string? view, CancellationToken cancel)
    {
        var decided = await modules.Send(decision, cancel);
        if (decided.IsFailure)
            return await Show(view, cancel) is PageResult ? Refuse(decided.Error) : Stop(decided.Error);

        Tell(notice);
        return SeeOther(Address(Known(view)));
    }

    private async Task<IActionResult> Show(string? view, CancellationToken cancel)
    {
        Shown = Known(view);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var one in Views)
        {
            var found = await modules.Send(new ListForReview(one), cancel);
            if (found.IsFailure) return Stop(found.Error);
            counts[one] = found.Value.Count;
            if (one == Shown) Leads = found.Value;
        }

        Counts = counts;
        return Page();
    }

    private static string Known(string? view) => Views.Contains(view, StringComparer.Ordinal) ? view! : Views[0];
}
