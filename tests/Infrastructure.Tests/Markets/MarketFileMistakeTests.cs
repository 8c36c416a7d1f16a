using LeadMarket.Infrastructure.Markets;
using LeadMarket.Kernel;
using Shouldly;
using Xunit;

namespace LeadMarket.Infrastructure.Tests.Markets;

public sealed class MarketFileMistakeTests
{
    /// <summary>What stands in the shipped file, what it is changed to, then the problem: key, what is wrong, what is allowed.</summary>
    public static TheoryData<string, string, string, string, string> Mistakes => new()
    {
        { "country: CA", "country: ZZ", "country", "'ZZ' is not a country", "such as CA" },
        { "country: CA", "country: [CA]", "country", "a list where a text belongs", "two-letter country" },
        { "currency: CAD", "currency: JPY", "currency", "'JPY' is unknown", "CAD" },
        { "timeZone: America/Toronto", "timeZone: Eastern Standard Time", "timeZone", "not a time zone", "America/Toronto" },
        { "timeZone: America/Toronto", "timeZone: Mars/Olympus", "timeZone", "'Mars/Olympus' is not a time zone", "IANA" },
        { "locales: [fr, en]", "locales: [fr, xx]", "locales[1]", "'xx' is not a language", "fr, en" },
        { "locales: [fr, en]", "locales: [fr, fr]", "locales[1]", "'fr' twice", "once" },
        { "content: quebec-energy", "content: ../elsewhere", "content", "no folder '../elsewhere'", "beside this file" },
        { "supportEmail: bonjour@borewatt.example", "supportEmail: bonjour", "brand.supportEmail", "'bonjour' is not valid", "hello@example.com" },
        { "logo: logo.svg", "logo: ../../secret.svg", "brand.logo", "no file", ".svg file in the content folder" },
        { "primary: \"#0b5d57\"", "primary: \"teal\"", "brand.colors.light.primary", "'teal' is not valid", "#0b5d57" },
        { "onPrimary: \"#ffffff\"", "onPrimary: \"#5a8a86\"", "brand.colors.light.onPrimary", "contrast of #5a8a86 on primary #0b5d57", "4.5:1" },
        { "legalName: Boréwatt Québec inc.", "legalNames: Boréwatt Québec inc.", "brand.legalNames", "unknown key 'legalNames'", "legalName, logo" },
        { "{ code: gst, name: { fr: TPS, en: GST }, percent: 5,", "{ code: gst, name: { fr: TPS }, percent: 5,", "taxes[0].name.en", "missing", "fr, en" },
        { "code: qst", "code: gst", "taxes[1].code", "'gst' is already in this list", "not yet used" },
        { "percent: 9.975", "percent: 9.97512", "taxes[1].percent", "9.97512 is not allowed", "at most 4 decimals" },
        { "percent: 5,", "percent: \"5\",", "taxes[0].percent", "'5' where a number belongs", "from 0 to 100" },
        { "percent: 5,", "percent: 5, rounding: nearest,", "taxes[0].rounding", "'nearest' is unknown", "half-up" },
        { "graceDays: 7", "graceDays: 31", "billing.graceDays", "31 is not allowed", "from 0 to 30" },
        { "invoicePrefix: F-", "invoicePrefix: f/", "billing.invoicePrefix", "'f/' is not valid", "such as F-" },
        { "creditNotePrefix: N-", "creditNotePrefix: F-", "billing.creditNotePrefix", "the same as invoicePrefix", "another prefix" },
        { "leadPrice: 19", "leadPrice: -19", "plans[1].leadPrice", "-19 is not allowed", "from 0.50" },
        { "leadPrice: 19", "leadPrice: 19.999", "plans[1].leadPrice", "19.999 is not allowed", "at most 2 decimals" },
        { "monthlyPrice: 0,", "monthlyPrice: 5,", "plans[0].monthlyPrice", "5 is not allowed", "from 0 to 0" },
        { "mode: shared", "mode: auction", "selling.mode", "'auction' is unknown", "shared, exclusive" },
        { "exclusivePrice: 79 ", "exclusivePrice: 0.49 ", "selling.exclusivePrice", "0.49 is not allowed", "from 0.50" },
        { "waitMinutes: 10", "waitMinutes: 1441", "plans[0].waitMinutes", "1441 is not allowed", "from 0 to 1440" },
        { "waitMinutes: 10", "waitMinutes: -1", "plans[0].waitMinutes", "-1 is not allowed", "from 0 to 1440" },
        { "format: 9999-9999-99", "format: 0000-xxxx", "contractors.licence.format", "'0000-xxxx' is not valid", "such as 9999-9999-99" },
        { "format: 9999-9999-99", "format: 1234-1234", "contractors.licence.format", "'1234-1234' is not valid", "9 for a digit" },
        { "name: { fr: Licence RBQ, en: RBQ licence }", "name: { fr: Licence RBQ }", "contractors.licence.name.en", "missing", "fr, en" },
        { "mode: exclusive  ", "mode: auction  ", "services[2].mode", "'auction' is unknown", "shared, exclusive" },
        { ", latitude: latitude", "", "postalCodes.columns.latitude", "missing", "or neither" },
        { "capacity: 3 ", "capacity: 4 ", "selling.capacity", "4 is not allowed", "from 1 to 3" },
        { "holdMinutes: 15", "holdMinutes: soon", "selling.holdMinutes", "'soon' where a number belongs", "from 1 to 30" },
        { "slug: { fr: borne-de-recharge", "slug: { fr: Borne électrique", "services[0].slug.fr", "not valid", "without accents" },
        { "en: heat-pump }", "en: ev-charger }", "services[1].slug.en", "another service's", "not yet used" },
        { "kind: number", "kind: slider", "services[0].questions[2].kind", "'slider' is unknown", "choice, multi, number, text, date" },
        { "required: true", "required: yes", "services[0].questions[0].required", "'yes' where a yes or no belongs", "true, false" },
        { "max: 200\n", "max: -1\n", "services[0].questions[2].max", "-1 is less than min", "0 or more" },
        { "question: current-heating", "question: goals", "services[1].questions[1].showWhen.question", "'goals' is not an earlier question", "current-heating" },
        { "question: current-heating", "question: parking", "services[1].questions[1].showWhen.question", "'parking' is not an earlier question", "current-heating" },
        { "in: [electric-furnace,", "in: [gas-furnace,", "services[1].questions[1].showWhen.in[0]", "'gas-furnace' is not an option", "electric-furnace" },
        { "key: two-weeks", "key: Two Weeks", "timelines[0].key", "'Two Weeks' is not valid", "lower-case" },
        { "en: \"Under $2,500\"", "en: \"\"", "budgets[0].label.en", "nothing where a text belongs", "fr, en" },
        { "format: A9A 9A9", "format: X9X 9X9", "postalCodes.format", "'X9X 9X9' is not valid", "A9A 9A9" },
        { "file: postal-areas.csv", "file: areas.csv", "postalCodes.file", "no file 'areas.csv'", ".csv file" },
        { "promiseSeconds: 60", "promiseSeconds: 9", "returns.promiseSeconds", "9 is not allowed", "from 10 to 600" },
        { "staffHours: 48", "staffHours: soon", "returns.staffHours", "'soon' where a number belongs", "from 1 to 336" },
        { "appealDays: 7", "appealDays: 0", "returns.appealDays", "0 is not allowed", "from 1 to 90" },
        { "percent: 20, atLeast", "percent: 120, atLeast", "returns.limit.percent", "120 is not allowed", "from 0 to 100" },
        { "percent: 20, atLeast: 3", "percent: 20", "returns.limit.atLeast", "missing", "from 0 to 1000" },
        { "proof: same-person\n", "proof: hunch\n", "returns.reasons[0].proof", "'hunch' is unknown", "same-person, area, service, attempts, staff" },
        { "windowDays: 14", "windowDays: 91", "returns.reasons[0].windowDays", "91 is not allowed", "from 1 to 90" },
        { "proof: area\n", "attempts: 3\n      proof: area\n", "returns.reasons[1].attempts", "unknown key 'attempts'", "proof" },
        { "key: dead-phone", "key: wrong-area", "returns.reasons[3].key", "'wrong-area' is already in this list", "not yet used" },
        { "days: 2\n", "days: 4\n", "returns.reasons[4].days", "4 is more than the 3 attempts", "from 1 to 3" },
        { "minutesBetween: 60\n", "minutesBetween: 1441\n", "returns.reasons[4].minutesBetween", "1441 is not allowed", "from 0 to 1440" },
        { "outcomes: [no-answer, ", "outcomes: [reached, ", "returns.reasons[4].outcomes[0]", "'reached' is unknown", "no-answer, voicemail" },
        { "outcomes: [wrong-number, out-of-service]", "outcomes: []", "returns.reasons[3].outcomes", "0 in the list", "at least 1" },
        { "verifyPhones: true", "verifyPhones: maybe", "intake.verifyPhones", "'maybe' where a yes or no belongs", "true, false" },
        { "fields: [phone, email]", "fields: [phone, name]", "intake.duplicates.fields[1]", "'name' is unknown", "phone, email" },
        { "fields: [phone, email]", "fields: []", "intake.duplicates.fields", "0 in the list", "at least 1" },
        { "draftDays: 30", "draftDays: 0", "intake.draftDays", "0 is not allowed", "from 1 to 365" },
        { "defaultBudget: undecided", "defaultBudget: lots", "intake.defaultBudget", "'lots' is unknown", "under-2500" },
        { "defaultQuotes: 2", "defaultQuotes: 4", "intake.defaultQuotes", "4 is not allowed", "from 1 to 3" },
        { "areaCodes: [263,", "areaCodes: [1514,", "intake.areaCodes[0]", "'1514' is not valid", "three digits" },
        { "key: marketing", "key: newsletter", "consents[1].key", "'newsletter' is a consent that nothing asks for", "contact, marketing, advertising" },
        { "key: contact", "key: newsletter", "consents", "no consent 'contact'", "contact" },
        { "J’autorise Boréwatt à", "J’autorise {brand} à", "consents[0].text.fr", "unknown placeholder {brand}", "{count}" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_reported_with_its_line_key_and_what_is_allowed(string old, string @new, string key, string what, string allowed)
    {
        var problem = ShippedMarket.ProblemsWith(old, @new).First(problem => problem.Key == key);

        Path.GetFileName(problem.File).ShouldBe(ShippedMarket.FileName);
        // A text of several lines and the list of consents are shown where they begin.
        problem.Line.ShouldBeInRange(ShippedMarket.LineOf(old) - 1, ShippedMarket.LineOf(old));
        problem.Column.ShouldBeGreaterThan(0);
        problem.What.ShouldContain(what);
        problem.Allowed.ShouldContain(allowed);
    }

    [Fact]
    public void A_message_is_file_line_column_key_mistake_and_remedy()
    {
        var problem = ShippedMarket.ProblemsWith("currency: CAD", "currency: YEN").ShouldHaveSingleItem();

        problem.ToString().ShouldBe(
            $"{problem.File}:{ShippedMarket.LineOf("currency: CAD")}:11 currency: 'YEN' is unknown; allowed: AUD, CAD, CHF, EUR, GBP, MXN, NZD, USD");
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_in_the_order_of_the_file()
    {
        var problems = ShippedMarket.ProblemsWith([("capacity: 3 ", "capacity: 9 "), ("currency: CAD", "currency: YEN"), ("key: pro,", "key: free,")]);

        problems.Select(problem => problem.Key).ShouldBe(["currency", "plans[1].key", "selling.capacity"]);
    }

    [Fact]
    public void A_return_that_attempts_prove_says_how_many_on_how_many_days_and_which()
    {
        var problems = ShippedMarket.ProblemsWith("proof: same-person", "proof: attempts");

        problems.Select(problem => (problem.Key, problem.What)).ShouldBe(
            [("returns.reasons[0].attempts", "missing"), ("returns.reasons[0].days", "missing"), ("returns.reasons[0].outcomes", "missing")], ignoreOrder: true);
    }

    // As with too many days: the reason would be shown to contractors, and nobody could ever prove it.
    [Theory]
    [InlineData(14, 1440, true)]
    [InlineData(15, 1440, false)]
    [InlineData(16, 1343, true)]
    [InlineData(16, 1344, false)]
    public void Attempts_have_to_fit_into_the_window_as_far_apart_as_they_are(int attempts, int minutes, bool fits)
    {
        (string, string)[] edits = [("attempts: 3\n", $"attempts: {attempts}\n"), ("minutesBetween: 60\n", $"minutesBetween: {minutes}\n")];
        if (fits)
        {
            ShippedMarket.With(edits).Returns.Find("no-answer")!.Apart.ShouldBe(TimeSpan.FromMinutes(minutes));
            return;
        }

        var problem = ShippedMarket.ProblemsWith(edits).ShouldHaveSingleItem();
        (problem.Key, problem.Allowed).ShouldBe(("returns.reasons[4].minutesBetween", $"a whole number from 0 to {((14 * 1440) - 1) / (attempts - 1)}"));
        problem.What.ShouldBe($"{attempts} attempts {minutes} minutes apart take longer than the 14 days of the window");
    }

    [Fact]
    public void A_duplicate_key_names_the_line_of_the_first()
    {
        var problem = ShippedMarket.ProblemsWith("currency: CAD", "currency: CAD\ncurrency: USD").ShouldHaveSingleItem();

        problem.Key.ShouldBe("currency");
        problem.Line.ShouldBe(ShippedMarket.LineOf("currency: CAD") + 1);
        problem.What.ShouldBe($"duplicate key, already on line {ShippedMarket.LineOf("currency: CAD")}");
    }

    [Fact]
    public void What_is_sold_exclusively_needs_a_price()
    {
        const string marketPrice = "exclusivePrice: 79 ";

        // The market sells solar panels exclusively: without a price of its own, or theirs, there is nothing to charge.
        ShippedMarket.ProblemsWith(marketPrice, "#").ShouldHaveSingleItem().Key.ShouldBe("services[2].exclusivePrice");
        ShippedMarket.ProblemsWith([(marketPrice, "#"), ("mode: shared ", "mode: exclusive ")]).Select(problem => problem.Key)
            .ShouldContain("selling.exclusivePrice");
        ShippedMarket.With((marketPrice, "#"), ("mode: exclusive  ", "exclusivePrice: 99.50\n    mode: exclusive  "))
            .ExclusivePriceOf("solar-panels").ShouldBe(new Money(9950, "CAD"));
    }

    [Fact]
    public void A_left_out_section_is_reported_by_its_key() =>
        ShippedMarket.ProblemsWith("taxes:", "tolls:").ShouldContain(problem => problem.Key == "taxes" && problem.What == "missing");

    [Theory]
    [InlineData("brand:\n", "brand: {\n", "not readable as YAML")]
    [InlineData("currency: CAD", "currency: *cad", "an alias (*cad)")]
    public void A_file_that_is_not_plain_YAML_is_refused_with_its_line(string old, string @new, string what)
    {
        var problems = ShippedMarket.ProblemsWith(old, @new);

        problems.ShouldContain(problem => problem.What.Contains(what, StringComparison.Ordinal) && problem.Line >= ShippedMarket.LineOf(old));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Should.Throw<MarketFileException>(() => MarketReader.Load("nowhere.yaml")).Problems.ShouldHaveSingleItem().What.ShouldBe("not found");
}
