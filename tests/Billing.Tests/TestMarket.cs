using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Tests;

/// <summary>Quebec's taxes and three plans; nothing else of a market concerns Billing.</summary>
internal static class TestMarket
{
    public static readonly IReadOnlyList<Tax> Taxes =
    [
        new("gst", Texts("TPS (5 %)", "GST (5%)"), 50_000) { Registration = "100000001 RT0001" },
        new("qst", Texts("TVQ (9,975 %)", "QST (9.975%)"), 99_750) { Registration = "1000000001 TQ0001" },
    ];

    public static Market Create() => new(
        "test",
        new Brand("Test", Texts("t", "t"), "Test inc.", "1, rue Test", "aide@example.com", new PrivacyOfficer(Texts("p", "p"), "vie@example.com"), "logo.svg", new BrandColors(Colours, Colours)),
        ["fr", "en"], "CAD", TimeZoneInfo.FindSystemTimeZoneById("America/Toronto"), "CA", Taxes, [], [],
        new PostalAreas(new PostalCodeFormat("A9A 9A9", 3), [], Texts("c", "c")),
        [], [], [Plan("free", 0, 2900), Plan("pro", 4900, 1900), Plan("elite", 9900, 900)],
        new Selling(SellingMode.Shared, 3, TimeSpan.FromMinutes(15), TimeSpan.FromDays(30)) { ExclusivePrice = new Money(7900, "CAD") }, [], "/nowhere");

    private static Palette Colours => new("#000000", "#ffffff", "#000000", "#ffffff", "#ffffff", "#000000");

    private static Plan Plan(string key, long monthly, long lead) => new(key, Texts(key, key), new Money(monthly, "CAD"), new Money(lead, "CAD"));

    private static LocalizedText Texts(string fr, string en) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = fr, ["en"] = en });
}

/// <summary>A clock that only a test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, 250, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
