using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Web.Presentation;

/// <summary>Says who sees a new lead first, and for how long.</summary>
public sealed class EarlyAccess(Market market, Texts texts, Moments when, TimeProvider clock)
{
    /// <summary>For a lead that not every plan sees yet: which ones do, and until when; null for any other.</summary>
    public string? Badge(BoardItem item)
    {
        if (item.OpenToAllAt is not { } openToAll) return null;

        var age = clock.GetUtcNow() - item.ListedAt;
        var ahead = market.Plans.Where(plan => plan.Wait <= age).Select(plan => plan.Name.In(texts.Locale)).ToList();
        return ahead.Count == 0 ? null : texts.Count("board.early", ahead.Count, And(ahead), when.Time(openToAll));
    }

    /// <summary>What a plan's wait means for its board, and which plan waits least; null for a plan that waits for nothing.</summary>
    public string? Waiting(string planKey)
    {
        if (market.FindPlan(planKey) is not { } plan || plan.Wait <= TimeSpan.Zero) return null;

        var first = market.Plans.MinBy(other => other.Wait)!;
        var (mine, theirs) = (plan.Name.In(texts.Locale), first.Name.In(texts.Locale));
        if (first.Wait >= plan.Wait) return null;
        return first.Wait > TimeSpan.Zero
            ? texts.Count("board.waits.less", Minutes(plan), mine, theirs, Minutes(first))
            : texts.Count("board.waits", Minutes(plan), mine, theirs);
    }

    /// <summary>For the list of plans: when one of them sees a new lead. Null in a market whose plans all see it at once.</summary>
    public string? Promise(Plan plan)
    {
        if (market.Plans.All(other => other.Wait <= TimeSpan.Zero)) return null;
        return plan.Wait <= TimeSpan.Zero ? texts["plans.at-once"] : texts.Count("plans.wait", Minutes(plan));
    }

    private string And(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : string.Join(", ", names.Take(names.Count - 1)) + texts["plans.and"] + names[^1];

    private static int Minutes(Plan plan) => (int)Math.Ceiling(plan.Wait.TotalMinutes);
}
