using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Purchasing.Tests;

/// <summary>Two shared services and an exclusive one, two regions with four areas, three plans of which the best does not wait, a hold of 15 minutes;
/// prices are Billing's affair.</summary>
internal static class TestMarket
{
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(15);

    public static readonly string[] Budgets = ["undecided", "under-2500", "under-5000", "over-5000"];

    /// <summary>H2X and H3A are two kilometres apart, J1H 130 from them, and where J0X is nobody says.</summary>
    public static readonly PostalAreas Areas = new(
        new PostalCodeFormat("A9A 9A9", 3),
        [
            Area("H2X", "montreal", new Position(45.5110, -73.5680)), Area("H3A", "montreal", new Position(45.4940, -73.5847)),
            Area("J1H", "estrie", new Position(45.4042, -71.8929)), Area("J0X", "estrie", null),
        ],
        Both("c"));

    public static Market Create() => new(
        "test",
        new Brand("Test", Both("t"), "Test inc.", "1, rue Test", "aide@example.com", new PrivacyOfficer(Both("p"), "vie@example.com"), "logo.svg", new BrandColors(Colours, Colours)),
        ["fr", "en"], "CAD", TimeZoneInfo.Utc, "CA", [],
        [Service("ev-charger", Question("parking", QuestionKind.Choice), Question("notes", QuestionKind.Text)), Service("heat-pump"),
            Service("solar-panels") with { Mode = SellingMode.Exclusive }],
        [new Region("montreal", Both("Montréal")), new Region("estrie", Both("Estrie"))],
        Areas,
        [.. Budgets.Select(key => new Choice(key, Both(key)))], [new Choice("now", Both("now")), new Choice("later", Both("later"))],
        [Plan("free", 2900, 10), Plan("pro", 1900, 5), Plan("elite", 900, 0)],
        new Selling(SellingMode.Shared, 3, Hold, TimeSpan.FromDays(30)) { ExclusivePrice = new Money(7900, "CAD") }, [], "/nowhere")
    {
        Intake = Intake.Default with { DefaultBudget = "undecided" },
        Returns = Returns,
        Contractors = new ContractorRules(new LicenceRule(Both("RBQ"), Both("10"), "9999-9999-99", Required: false)),
    };

    /// <summary>A reason of each kind, with windows that end on different days.</summary>
    public static ReturnRules Returns => new(
        TimeSpan.FromSeconds(60), TimeSpan.FromHours(48), TimeSpan.FromDays(7), new ReturnLimit(TimeSpan.FromDays(30), Percent: 20, AtLeast: 3),
        [
            Reason("duplicate", 10, ReturnProof.SamePerson), Reason("wrong-area", 11, ReturnProof.Area), Reason("wrong-service", 12, ReturnProof.Service),
            Reason("dead-phone", 13, ReturnProof.Attempts) with { Attempts = 2, Days = 1, Outcomes = ["wrong-number", "out-of-service"] },
            Reason("no-answer", 14, ReturnProof.Attempts) with { Attempts = 3, Days = 2, Outcomes = ["no-answer", "voicemail", "wrong-number", "out-of-service"] },
            Reason("other", 15, ReturnProof.Staff),
        ]);

    private static ReturnReason Reason(string key, int days, ReturnProof proof) => new(key, Both(key), Both(key), TimeSpan.FromDays(days), proof);

    private static PostalArea Area(string code, string region, Position? position) => new(code, code, region, RegionCertain: true) { Position = position };

    private static Plan Plan(string key, long cents, int minutes) =>
        new(key, Both(key), Money.Zero("CAD"), new Money(cents, "CAD")) { Wait = TimeSpan.FromMinutes(minutes) };

    private static Palette Colours => new("#000000", "#ffffff", "#000000", "#ffffff", "#ffffff", "#000000");

    private static Service Service(string key, params Question[] questions) => new(key, Both(key), Both(key), Both(key), "bolt", questions);

    private static Question Question(string key, QuestionKind kind) => new(key, kind, Both(key), null, false, [], null, null, null, null, null);

    private static LocalizedText Both(string text) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = text, ["en"] = text });
}
