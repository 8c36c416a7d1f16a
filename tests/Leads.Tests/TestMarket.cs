using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Leads.Tests;

/// <summary>A small market with every kind of question, so that these tests outlive changes to the real one's texts.</summary>
internal static class TestMarket
{
    public const string ConsentVersion = "2026-11";
    public const string MarketingVersion = "2026-10";
    public const string AdvertisingVersion = "2026-09";

    /// <summary>The service whose leads have one buyer.</summary>
    public const string Exclusive = "solar-panels";

    public static Market Create() => new(
        "test",
        new Brand("Test", Both("t"), "Test inc.", "1, rue Test", "aide@example.com", new PrivacyOfficer(Both("p"), "vie@example.com"), "logo.svg", new BrandColors(Colours, Colours)),
        ["fr", "en"],
        "CAD",
        TimeZoneInfo.FindSystemTimeZoneById("America/Montreal"),
        "CA",
        [],
        [Charger, HeatPump, Service(Exclusive) with { Mode = SellingMode.Exclusive }],
        [new Region("montreal", Both("Montréal"))],
        new PostalAreas(
            new PostalCodeFormat("A9A 9A9", 3),
            [
                new PostalArea("H2X", "Plateau Mont-Royal", "montreal", RegionCertain: true),
                new PostalArea("J0K", "Lanaudière-Nord", "montreal", RegionCertain: false),
            ],
            Both("credit")),
        Choices("under-5000", "over-5000"),
        Choices("now", "later"),
        [new Plan("free", Both("Gratuit"), Money.Zero("CAD"), new Money(2900, "CAD"))],
        new Selling(SellingMode.Shared, 3, TimeSpan.FromMinutes(15), TimeSpan.FromDays(30)),
        [
            new ConsentText(ConsentText.Contact, ConsentVersion, Texts("Jusqu'à {count} entrepreneurs peuvent me joindre.", "Up to {count} contractors may contact me.")),
            new ConsentText(ConsentText.Marketing, MarketingVersion, Texts("Envoyez-moi vos offres.", "Send me your offers.")),
            new ConsentText(ConsentText.Advertising, AdvertisingVersion, Texts("Mesurez vos annonces.", "Measure your advertising.")),
        ],
        "/nowhere")
    {
        Intake = Intake.Default with { CallHours = Choices("morning", "evening"), AreaCodes = ["514", "438"] },
    };

    /// <summary>As <see cref="Create"/>, where a lead is listed without its telephone being verified.</summary>
    public static Market WithoutVerification()
    {
        var market = Create();
        return market with { Intake = market.Intake with { VerifiesPhones = false } };
    }

    private static Service Charger => Service(
        "ev-charger",
        Question("parking", QuestionKind.Choice, required: true, options: ["garage", "street"]),
        Question("garage-width", QuestionKind.Number, required: true, min: 2, max: 40, shownWhen: new ShowWhen("parking", ["garage"])),
        Question("extras", QuestionKind.Multi, options: ["cable", "wifi"]),
        Question("notes", QuestionKind.Text, maxLength: 200),
        Question("before", QuestionKind.Date));

    private static Service HeatPump => Service(
        "heat-pump",
        Question("parking", QuestionKind.Choice, options: ["driveway"]),
        Question("notes", QuestionKind.Text, maxLength: 200));

    private static Palette Colours => new("#000000", "#ffffff", "#000000", "#ffffff", "#ffffff", "#000000");

    private static Service Service(string key, params Question[] questions) => new(key, Both(key), Both(key), Both(key), "bolt", questions);

    private static Question Question(
        string key, QuestionKind kind, bool required = false, string[]? options = null, long? min = null, long? max = null, int? maxLength = null, ShowWhen? shownWhen = null) =>
        new(key, kind, Both(key), null, required, Choices(options ?? []), null, min, max, maxLength, shownWhen);

    private static List<Choice> Choices(params string[] keys) => keys.Select(key => new Choice(key, Both(key))).ToList();

    private static LocalizedText Both(string text) => Texts(text, text);

    private static LocalizedText Texts(string fr, string en) => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = fr, ["en"] = en });
}
