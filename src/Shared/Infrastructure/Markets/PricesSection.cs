using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>taxes</c>, <c>plans</c> and <c>selling</c>.</summary>
internal static class PricesSection
{
    private const decimal Dearest = 100_000;
    private const decimal LeastCharge = 0.50m;   // Stripe refuses a smaller one
    public const int MostBuyers = 3;
    private const int LongestHold = 30;          // minutes; a Stripe session is sure to live that long

    public static Tax ReadTax(Section tax) => new(
        Code: tax.Key("code"),
        Name: tax.Localized("name"),
        RatePpm: (int)tax.Scaled("percent", 0, 100, decimals: 4));

    public static IReadOnlyList<Plan> ReadPlans(Section root, string currency) => root.List("plans", plan =>
    {
        var isEntry = plan.At.Key.EndsWith("[0]", StringComparison.Ordinal);
        return new Plan(
            Key: plan.Key(),
            Name: plan.Localized("name"),
            // Nobody is charged for registering.
            MonthlyPrice: new Money(plan.Scaled("monthlyPrice", 0, isEntry ? 0 : Dearest, decimals: 2), currency),
            LeadPrice: new Money(plan.Scaled("leadPrice", LeastCharge, Dearest, decimals: 2), currency));
    });

    public static Selling ReadSelling(Section selling)
    {
        selling.OneOf("mode", ["shared"]);
        return new Selling(
            Mode: SellingMode.Shared,
            Capacity: selling.Whole("capacity", 1, MostBuyers),
            Hold: TimeSpan.FromMinutes(selling.Whole("holdMinutes", 1, LongestHold)),
            LeadExpiry: TimeSpan.FromDays(selling.Whole("leadExpiryDays", 1, 365)));
    }
}
