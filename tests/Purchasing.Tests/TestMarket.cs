using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Tests;

/// <summary>Two services, two regions, a hold of 15 minutes; prices are Billing's affair.</summary>
internal static class TestMarket
{
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(15);

    public static Market Create() => new(
        "test",
        new Brand("Test", Both("t"), "Test inc.", "1, rue Test", "aide@example.com", new PrivacyOfficer(Both("p"), "vie@example.com"), "logo.svg", new BrandColors(Colours, Colours)),
        ["fr", "en"], "CAD", TimeZoneInfo.Utc, "CA", [],
        [Service("ev-charger", Question("parking", QuestionKind.Choice), Question("notes", QuestionKind.Text)), Service("heat-pump")],
        [new Region("montreal", Both("Montréal")), new Region("estrie", Both("Estrie"))],
        new PostalAreas(new PostalCodeFormat("A9A 9A9", 3), [], Both("c")),
        [], [], [new Plan("free", Both("Gratuit"), Money.Zero("CAD"), new Money(2900, "CAD"))],
        new Selling(SellingMode.Shared, 3, Hold, TimeSpan.FromDays(30)), [], "/nowhere");

    private static Palette Colours => new("#000000", "#ffffff", "#000000", "#ffffff", "#ffffff", "#000000");

    private static Service Service(string key, params Question[] questions) => new(key, Both(key), Both(key), Both(key), "bolt", questions);

    private static Question Question(string key, QuestionKind kind) => new(key, kind, Both(key), null, false, [], null, null, null, null, null);

    private static LocalizedText Both(string text) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = text, ["en"] = text });
}
