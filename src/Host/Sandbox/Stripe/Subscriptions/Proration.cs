using System.Globalization;

namespace LeadMarket.Sandbox.Stripe.Subscriptions;

/// <summary>What a change of plan in the middle of a period gives back and asks for.</summary>
internal static class Proration
{
    /// <returns>Two lines, or none when nothing of the period is left.</returns>
    public static IReadOnlyList<Billable> Of(Account account, Plan next, long at)
    {
        var (now, until) = (account.Plan, account.PeriodEnd);
        if (at >= until || now.IsSame(next)) return [];
        return
        [
            new(-Share(account, now, at), $"Unused time on {now.NameAndQuantity} after {Day(at)}", at, until, now, IsProration: true),
            new(Share(account, next, at), $"Remaining time on {next.NameAndQuantity} after {Day(at)}", at, until, next, IsProration: true),
        ];
    }

    /// <summary>What is given back for the rest of the period when the subscription ends now.</summary>
    public static Billable Unused(Account account, long at) => new(-Share(account, account.Plan, at),
        $"Unused time on {account.Plan.NameAndQuantity} after {Day(at)}", at, account.PeriodEnd, account.Plan, IsProration: true);

    // To the second, rounded half up on the amount: a credit and a charge of the same share cancel out.
    private static long Share(Account account, Plan plan, long at) => (long)Math.Round(
        plan.Amount * (decimal)(account.PeriodEnd - at) / (account.PeriodEnd - account.PeriodStart), MidpointRounding.AwayFromZero);

    private static string Day(long at) => DateTimeOffset.FromUnixTimeSeconds(at).ToString("dd MMM yyyy", CultureInfo.InvariantCulture);
}
