using System.Text.RegularExpressions;
using LeadMarket.Infrastructure.Markets.Yaml;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Infrastructure.Markets;

/// <summary>Reads <c>taxes</c>, <c>plans</c>, <c>selling</c> and <c>billing</c>.</summary>
internal static partial class PricesSection
{
    private const decimal Dearest = 100_000;
    private const decimal LeastCharge = 0.50m;   // Stripe refuses a smaller one
    public const int MostBuyers = 3;
    private const int MostGraceDays = 30;
    private const int LongestHold = 30;          // minutes; a Stripe session is sure to live that long

    private const int LongestWait = 1440;        // minutes

    private static readonly Dictionary<string, SellingMode> Modes = new(StringComparer.Ordinal)
    {
        ["shared"] = SellingMode.Shared, ["exclusive"] = SellingMode.Exclusive,
    };

    private static readonly Dictionary<string, TaxRounding> Roundings = new(StringComparer.Ordinal)
    {
        ["half-up"] = TaxRounding.HalfUp, ["half-even"] = TaxRounding.HalfEven, ["up"] = TaxRounding.Up, ["down"] = TaxRounding.Down,
    };

    public static Tax ReadTax(Section tax) => new(
        Code: tax.Key("code"),
        Name: tax.Localized("name"),
        RatePpm: (int)tax.Scaled("percent", 0, 100, decimals: 4))
    {
        Registration = tax.Find("registration") is null ? null : tax.Text("registration"),
        Rounding = tax.Find("rounding") is null ? TaxRounding.HalfUp : Roundings[tax.OneOf("rounding", Roundings.Keys)],
    };

    public static BillingRules ReadBilling(Section billing)
    {
        var usual = BillingRules.Default;
        var rules = new BillingRules(
            Grace: TimeSpan.FromDays(billing.OptionalWhole("graceDays", 0, MostGraceDays) ?? (long)usual.Grace.TotalDays),
            InvoicePrefix: Prefix(billing, "invoicePrefix", usual.InvoicePrefix),
            CreditNotePrefix: Prefix(billing, "creditNotePrefix", usual.CreditNotePrefix));
        // Two documents must never carry one number.
        if (rules.InvoicePrefix == rules.CreditNotePrefix) billing.Refuse("creditNotePrefix", "the same as invoicePrefix", "another prefix");
        return rules;
    }

    private static string Prefix(Section billing, string key, string usual) =>
        billing.Find(key) is null ? usual : billing.Text(key, PrefixPattern(), "up to 8 capital letters, digits or hyphens, such as F-");

    public static IReadOnlyList<Plan> ReadPlans(Section root, string currency) => root.List("plans", plan =>
    {
        var isEntry = plan.At.Key.EndsWith("[0]", StringComparison.Ordinal);
        return new Plan(
            Key: plan.Key(),
            Name: plan.Localized("name"),
            // Nobody is charged for registering.
            MonthlyPrice: new Money(plan.Scaled("monthlyPrice", 0, isEntry ? 0 : Dearest, decimals: 2), currency),
            LeadPrice: new Money(plan.Scaled("leadPrice", LeastCharge, Dearest, decimals: 2), currency))
        {
            Wait = TimeSpan.FromMinutes(plan.OptionalWhole("waitMinutes", 0, LongestWait) ?? 0),
        };
    });

    public static Selling ReadSelling(Section selling, string currency)
    {
        var read = new Selling(
            Mode: ReadMode(selling),
            Capacity: selling.Whole("capacity", 1, MostBuyers),
            Hold: TimeSpan.FromMinutes(selling.Whole("holdMinutes", 1, LongestHold)),
            LeadExpiry: TimeSpan.FromDays(selling.Whole("leadExpiryDays", 1, 365)))
        {
            ExclusivePrice = ReadExclusivePrice(selling, currency),
        };
        if (read is { Mode: SellingMode.Exclusive, ExclusivePrice: null }) RefuseUnpriced(selling);
        return read;
    }

    public static SellingMode ReadMode(Section section) => Modes[section.OneOf("mode", Modes.Keys)];

    /// <summary>The price of an exclusive lead, or <c>null</c> when left out.</summary>
    public static Money? ReadExclusivePrice(Section section, string currency) =>
        section.Find("exclusivePrice") is null ? null : new Money(section.Scaled("exclusivePrice", LeastCharge, Dearest, decimals: 2), currency);

    public static void RefuseUnpriced(Section section) =>
        section.Refuse("exclusivePrice", "missing", "a price before tax, as leads are sold exclusively");

    [GeneratedRegex(@"^[A-Z0-9-]{1,8}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixPattern();
}
