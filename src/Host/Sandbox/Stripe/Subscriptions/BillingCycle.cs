namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>Where billing periods end.</summary>
internal static class BillingCycle
{
    /// <summary>The end of the period that starts at <paramref name="start"/>. Months are counted from the anchor, so that what began
    /// on the 31st ends on the last day of short months and on the 31st again afterwards.</summary>
    public static long End(long anchor, long start, Plan plan)
    {
        var (first, from) = (DateTimeOffset.FromUnixTimeSeconds(anchor), DateTimeOffset.FromUnixTimeSeconds(start));
        if (plan.Interval is "week") return from.AddDays(7 * plan.IntervalCount).ToUnixTimeSeconds();
        var months = ((from.Year - first.Year) * 12) + from.Month - first.Month;
        var step = (int)plan.IntervalCount * (plan.Interval is "year" ? 12 : 1);
        return first.AddMonths(months + step).ToUnixTimeSeconds();
    }
}
