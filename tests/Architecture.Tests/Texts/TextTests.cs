using LeadMarket.Architecture.Tests.Engine;
using LeadMarket.Architecture.Tests.Projects;
using static LeadMarket.Architecture.Tests.Texts.TextRules;

namespace LeadMarket.Architecture.Tests.Texts;

public sealed class TextTests : IDisposable
{
    private readonly SeededRepository _seeded = new();

    private static TextCatalogue Product { get; } = TextCatalogue.Of(SolutionLayout.OfThisRepository);

    public void Dispose() => _seeded.Dispose();

    [Fact]
    public void The_markets_offer_languages_and_the_host_has_words() => (Product.Locales.Count > 1 && Product.PageTexts.Count > 0).ShouldBeTrue();

    [Fact]
    public void Every_set_of_texts_exists_in_every_language() => EveryLanguageIsThere.Check(Product);

    [Fact]
    public void Every_set_of_texts_exists_in_every_language_is_caught_when_violated() =>
        EveryLanguageIsThere.ShouldCatch(Seeded("", ("Texts.fr.resx", ["home.title"])), "src/Host/Web/Resources/Texts → en");

    [Fact]
    public void Every_text_is_translated() => EveryKeyIsTranslated.Check(Product);

    [Fact]
    public void Every_text_is_translated_is_caught_when_violated() => EveryKeyIsTranslated.ShouldCatch(
        Seeded("", ("Texts.fr.resx", ["home.title", "home.lead"]), ("Texts.en.resx", ["home.title"])), "Texts → home.lead in en");

    [Fact]
    public void Every_text_that_a_page_names_exists() => EveryUsedKeyExists.Check(Product);

    [Theory]
    [InlineData("""@T["home.gone"]""", "home.gone")]
    [InlineData("""@T[wide ? "home.title" : "home.narrow"]""", "home.narrow")]
    [InlineData("""@T[$"home.{step}.text", 3]""", "home.*.text")]
    [InlineData("""@T.Count("home.slots", n)""", "home.slots.one")]
    public void Every_text_that_a_page_names_exists_is_caught_when_violated(string page, string missing) =>
        EveryUsedKeyExists.ShouldCatch(Seeded(page, ("Texts.fr.resx", ["home.title"])), $"Home.cshtml → {missing}:");

    [Fact]
    public void Every_refusal_can_be_told_in_words() => EveryRefusalHasWords.Check(Product);

    [Theory]
    [InlineData("""Error.Conflict("leads.too-late")""")]
    [InlineData("""RuleFor(x => x.A).NotEmpty().WithErrorCode("leads.too-late")""")]
    [InlineData("""new FieldError("answers", "leads.too-late")""")]
    [InlineData("""public const string TooLate = "leads.too-late";""")]
    public void Every_refusal_can_be_told_in_words_is_caught_when_violated(string source)
    {
        _seeded.WithFile("src/Modules/Leads/Leads/Domain/LeadErrors.cs", source);
        EveryRefusalHasWords.ShouldCatch(Seeded("", ("Texts.fr.resx", ["home.title"])), "LeadErrors.cs → leads.too-late");
    }

    [Fact]
    public void A_rule_over_texts_that_examined_nothing_fails()
    {
        foreach (var rule in new[] { EveryLanguageIsThere, EveryKeyIsTranslated, EveryUsedKeyExists, EveryRefusalHasWords })
            Should.Throw<RuleExaminedNothingException>(() => rule.Check(TextCatalogue.Of(_seeded.Layout)));
    }

    private TextCatalogue Seeded(string page, params (string File, string[] Keys)[] resources)
    {
        _seeded.WithFile("markets/seeded.yaml", "locales: [fr, en]  # the first is the default\n").WithFile("src/Host/Web/Pages/Home.cshtml", page);
        foreach (var (file, keys) in resources)
            _seeded.WithFile($"src/Host/Web/Resources/{file}", $"<root>{string.Concat(keys.Select(key => $"<data name=\"{key}\"><value>…</value></data>"))}</root>");
        return TextCatalogue.Of(_seeded.Layout);
    }
}
