using LeadMarket.Kernel;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Contracts;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Application;

public sealed class IntakeRulesTests
{
    private static readonly string Huge = new('9', 10_000_000);
    private readonly IntakeRules _rules = new(TestMarket.Create(), new StoppedClock(Forms.Now));

    [Fact]
    public void A_good_form_becomes_a_request_in_the_words_of_the_domain()
    {
        var request = _rules.Read(Forms.Valid).Value;

        request.Project.Area.Code.ShouldBe("H2X");
        request.Contact.PostalCode.Value.ShouldBe("H2X 1Y4");
        request.Contact.Phone.Value.ShouldBe("+15145550199");
        request.Consents.ShouldBe([new GivenConsent("contact", TestMarket.ConsentVersion, "Jusqu'à 2 entrepreneurs peuvent me joindre.", "fr")]);
    }

    [Fact]
    public void An_empty_form_names_every_required_field_once()
    {
        var form = new LeadForm(null, null, null, null, null, null, null, null, null, null, null, false, null);

        _rules.Check(form).Errors.Select(error => (error.Field, error.Code)).ShouldBe(
            [
                ("service", "leads.service-missing"),
                ("postalCode", "leads.postal-code-missing"),
                ("quotes", "leads.quotes-missing"),
                ("budget", "leads.budget-missing"),
                ("timeline", "leads.timeline-missing"),
                ("name", "leads.name-missing"),
                ("email", "leads.email-missing"),
                ("phone", "leads.phone-missing"),
                ("locale", "leads.locale-missing"),
                ("consentToContact", "leads.consent-missing"),
                ("consentVersion", "leads.consent-version-missing"),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void A_street_address_may_be_left_out() => _rules.Check(Forms.Valid with { Address = "  " }).Errors.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(BadForms))]
    public void A_bad_field_is_named_with_its_own_code(string spoiled, LeadForm form, string field, string code, long? limit) =>
        _rules.Check(form).Errors.ShouldBe([new FieldError(field, code, limit)], spoiled);

    // Not a theory: xunit writes its data as UTF-8, which cannot hold half a surrogate pair.
    [Fact]
    public void What_the_database_or_a_reader_cannot_bear_is_refused_in_every_field()
    {
        foreach (var typed in new[] { "a\0b", "a\ud800b", "a\u202eb", "a\u001bb" }) IsRefusedEverywhere(typed);
    }

    public static TheoryData<string, LeadForm, string, string, long?> BadForms() => new()
    {
        { "unlisted service", Forms.Valid with { Service = "roofing" }, "service", "leads.service-unknown", null },
        { "bare area", Forms.Valid with { PostalCode = "H2X" }, "postalCode", "leads.postal-code-malformed", null },
        { "other country", Forms.Valid with { PostalCode = "90210" }, "postalCode", "leads.postal-code-malformed", null },
        { "other province", Forms.Valid with { PostalCode = "M5V 2T6" }, "postalCode", "leads.postal-code-unknown", null },
        { "huge postal code", Forms.Valid with { PostalCode = Huge }, "postalCode", "leads.postal-code-too-long", 20 },
        { "no answers", Forms.Valid with { Answers = null }, "answers.parking", "leads.answer-missing", null },
        { "blank answer", Forms.WithAnswer("parking", " "), "answers.parking", "leads.answer-missing", null },
        { "shown question unanswered", Forms.Valid with { Answers = Forms.Answers(("parking", ["garage"])) }, "answers.garage-width", "leads.answer-missing", null },
        { "null values", Forms.WithAnswer("parking", null!, null!), "answers.parking", "leads.answer-missing", null },
        { "two values for one choice", Forms.WithAnswer("parking", "garage", "street"), "answers.parking", "leads.answer-too-many", null },
        { "unlisted option", Forms.WithAnswer("extras", "cable", "gold"), "answers.extras", "leads.answer-unknown", null },
        { "words for a number", Forms.WithAnswer("garage-width", "wide"), "answers.garage-width", "leads.answer-not-a-number", null },
        { "huge number", Forms.WithAnswer("garage-width", Huge), "answers.garage-width", "leads.answer-not-a-number", null },
        { "number too small", Forms.WithAnswer("garage-width", "1"), "answers.garage-width", "leads.answer-too-small", 2 },
        { "number too large", Forms.WithAnswer("garage-width", "41"), "answers.garage-width", "leads.answer-too-large", 40 },
        { "fraction", Forms.WithAnswer("garage-width", "2.5"), "answers.garage-width", "leads.answer-not-a-number", null },
        { "French date", Forms.WithAnswer("before", "21/11/2026"), "answers.before", "leads.answer-not-a-date", null },
        { "impossible date", Forms.WithAnswer("before", "2027-02-30"), "answers.before", "leads.answer-not-a-date", null },
        { "yesterday", Forms.WithAnswer("before", "2026-11-20"), "answers.before", "leads.answer-in-past", null },
        { "long note", Forms.WithAnswer("notes", new string('x', 201)), "answers.notes", "leads.answer-too-long", 200 },
        { "huge note", Forms.WithAnswer("notes", Huge), "answers.notes", "leads.answer-too-long", 200 },
        { "phone in a note", Forms.WithAnswer("notes", "call 514 555-0199"), "answers.notes", "leads.answer-holds-contact", null },
        { "unasked question", Forms.WithAnswer("roof", "flat"), "answers", "leads.question-unknown", null },
        { "unlisted budget", Forms.Valid with { Budget = "a million" }, "budget", "leads.budget-unknown", null },
        { "unlisted timeline", Forms.Valid with { Timeline = Huge }, "timeline", "leads.timeline-unknown", null },
        { "no quotes", Forms.Valid with { Quotes = 0 }, "quotes", "leads.quotes-out-of-range", 3 },
        { "too many quotes", Forms.Valid with { Quotes = 4 }, "quotes", "leads.quotes-out-of-range", 3 },
        { "long name", Forms.Valid with { Name = new string('x', 81) }, "name", "leads.name-too-long", 80 },
        { "huge name", Forms.Valid with { Name = Huge }, "name", "leads.name-too-long", 80 },
        { "name without a letter", Forms.Valid with { Name = "\u200b 12" }, "name", "leads.name-malformed", null },
        { "long e-mail", Forms.Valid with { Email = new string('x', 250) + "@a.ca" }, "email", "leads.email-too-long", 254 },
        { "no e-mail at all", Forms.Valid with { Email = "amelie" }, "email", "leads.email-malformed", null },
        { "huge phone", Forms.Valid with { Phone = Huge }, "phone", "leads.phone-too-long", 40 },
        { "short phone", Forms.Valid with { Phone = "555-0199" }, "phone", "leads.phone-malformed", null },
        { "phone of no area", Forms.Valid with { Phone = "123 555-0199" }, "phone", "leads.phone-implausible", null },
        { "long address", Forms.Valid with { Address = new string('x', 121) }, "address", "leads.address-too-long", 120 },
        { "language not offered", Forms.Valid with { Locale = "de" }, "locale", "leads.locale-unknown", null },
        { "box left unticked", Forms.Valid with { ConsentToContact = false }, "consentToContact", "leads.consent-missing", null },
        { "marketing without its version", Forms.Valid with { ConsentToMarketing = true }, "marketingVersion", "leads.consent-version-missing", null },
        { "marketing words of another box", Forms.Valid with { ConsentToMarketing = true, MarketingVersion = TestMarket.ConsentVersion }, "marketingVersion", "leads.consent-version-outdated", null },
        { "advertising without its version", Forms.Valid with { ConsentToAdvertising = true, AdvertisingVersion = " " }, "advertisingVersion", "leads.consent-version-missing", null },
        { "advertising words of last year", Forms.Valid with { ConsentToAdvertising = true, AdvertisingVersion = "2025-01" }, "advertisingVersion", "leads.consent-version-outdated", null },
        { "call language not offered", Forms.Valid with { CallLocale = "de" }, "callLocale", "leads.locale-unknown", null },
        { "call hours not offered", Forms.Valid with { CallHours = ["morning", "midnight"] }, "callHours", "leads.call-hours-unknown", null },
        { "words of last year", Forms.Valid with { ConsentVersion = "2025-01" }, "consentVersion", "leads.consent-version-outdated", null },
    };

    private void IsRefusedEverywhere(string typed)
    {
        Only(Forms.Valid with { PostalCode = typed }).ShouldBe("leads.text-not-allowed");
        Only(Forms.Valid with { Name = typed }).ShouldBe("leads.text-not-allowed");
        Only(Forms.Valid with { Email = typed }).ShouldBe("leads.text-not-allowed");
        Only(Forms.Valid with { Phone = typed }).ShouldBe("leads.text-not-allowed");
        Only(Forms.Valid with { Address = typed }).ShouldBe("leads.text-not-allowed");
        Only(Forms.WithAnswer("notes", typed)).ShouldBe("leads.text-not-allowed");

        Only(Forms.Valid with { Service = typed }).ShouldBe("leads.service-unknown");
        Only(Forms.Valid with { Budget = typed }).ShouldBe("leads.budget-unknown");
        Only(Forms.Valid with { Timeline = typed }).ShouldBe("leads.timeline-unknown");
        Only(Forms.Valid with { Locale = typed }).ShouldBe("leads.locale-unknown");
        Only(Forms.Valid with { CallLocale = typed }).ShouldBe("leads.locale-unknown");
        Only(Forms.Valid with { CallHours = [typed] }).ShouldBe("leads.call-hours-unknown");
        Only(Forms.Valid with { ConsentToMarketing = true, MarketingVersion = typed }).ShouldBe("leads.consent-version-outdated");
        Only(Forms.Valid with { ConsentVersion = typed }).ShouldBe("leads.consent-version-outdated");
        Only(Forms.WithAnswer("parking", typed)).ShouldBe("leads.answer-unknown");
        Only(Forms.WithAnswer("garage-width", typed)).ShouldBe("leads.answer-not-a-number");
        Only(Forms.WithAnswer("before", typed)).ShouldBe("leads.answer-not-a-date");
        Only(Forms.WithAnswer(typed, "x")).ShouldBe("leads.question-unknown");
    }

    private string Only(LeadForm form) => _rules.Check(form).Errors.ShouldHaveSingleItem().Code;
}
