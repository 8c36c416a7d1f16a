using LeadMarket.Kernel.Markets;

namespace LeadMarket.Web.Pages.Request;

/// <summary>One step on a request's way.</summary>
/// <param name="Key">Of its words, after <c>request.step.</c>.</param>
/// <param name="At">When it was reached, where that is known.</param>
/// <param name="Done">Behind it; else it is the next one, or further ahead.</param>
public sealed record ProgressStep(string Key, bool Done, DateTimeOffset? At = null);

/// <summary>Where a request stands, as its homeowner would say it.</summary>
public static class Progress
{
    /// <summary>The key of the sentence, after <c>request.status.</c>.</summary>
    public static string StateOf(RequestPage page) => page.View switch
    {
        { IsDuplicate: true } => "duplicate",
        { UnderReview: true } => "review",
        { Status: "submitted" or "verified" } => page.PhoneWaits ? "phone" : "preparing",
        var view => view.Status,
    };

    /// <summary>The steps behind and, unless the request has ended, those ahead.</summary>
    public static IReadOnlyList<ProgressStep> Of(RequestPage page, Market market)
    {
        var view = page.View;
        var ended = view.Status is "closed" or "expired" or "withdrawn" or "rejected";
        List<ProgressStep> way = [new("sent", Done: true, view.SubmittedAt)];
        if (market.Intake.VerifiesPhones) way.Add(new("phone", page.Phone is { State: "verified" } || view.ListedAt is not null));
        way.Add(new("listed", view.ListedAt is not null, view.ListedAt));
        way.Add(new("buyers", page.Buyers.Count > 0, page.Buyers.Count > 0 ? page.Buyers[0].DeliveredAt : null));
        return ended ? [.. way.Where(step => step.Done), new($"end-{view.Status}", Done: true)] : way;
    }
}
