using LeadMarket.Kernel.Markets;
using LeadMarket.Leads.Application.Intake;
using LeadMarket.Leads.Domain;

namespace LeadMarket.Leads.Tests.Application;

public sealed class ConsentRulesTests
{
    private readonly IntakeRules _rules = Rules(TestMarket.Create());

    [Fact]
    public void Every_box_ticked_is_a_consent_of_its_own_in_its_own_words()
    {
        var form = Forms.Valid with
        {
            Locale = "en",
            ConsentToMarketing = true,
            MarketingVersion = TestMarket.MarketingVersion,
            ConsentToAdvertising = true,
            AdvertisingVersion = TestMarket.AdvertisingVersion,
        };

        _rules.Read(form).Value.Consents.ShouldBe(
            [
                new GivenConsent("contact", TestMarket.ConsentVersion, "Up to 2 contractors may contact me.", "en"),
                new GivenConsent("marketing", TestMarket.MarketingVersion, "Send me your offers.", "en"),
                new GivenConsent("advertising", TestMarket.AdvertisingVersion, "Measure your advertising.", "en"),
            ]);
    }

    [Fact]
    public void A_box_left_unticked_is_no_consent_whatever_version_came_with_it()
    {
        var (form, errors) = _rules.Check(Forms.Valid with { MarketingVersion = TestMarket.MarketingVersion, AdvertisingVersion = "x" });

        errors.ShouldBeEmpty();
        (form.MarketingVersion, form.AdvertisingVersion).ShouldBe((null, null));
        _rules.Read(form).Value.Consents.ShouldHaveSingleItem().Key.ShouldBe("contact");
    }

    [Fact]
    public void A_box_that_the_market_does_not_show_cannot_be_ticked()
    {
        var market = TestMarket.Create();
        var rules = Rules(market with { Consents = [market.ContactConsent] });

        rules.Check(Forms.Valid with { ConsentToMarketing = true, MarketingVersion = "1", ConsentToAdvertising = true, AdvertisingVersion = "1" }).Errors
            .Select(error => (error.Field, error.Code))
            .ShouldBe([("consentToMarketing", "leads.consent-unknown"), ("consentToAdvertising", "leads.consent-unknown")]);
    }

    [Fact]
    public void Unless_asked_otherwise_a_homeowner_is_called_in_their_language_and_at_any_hour()
    {
        var contact = _rules.Read(Forms.Valid with { CallHours = [" ", null!] }).Value.Contact;

        contact.Locale.ShouldBe("fr");
        contact.CallHours.ShouldBeEmpty();
    }

    [Fact]
    public void A_homeowner_may_be_called_in_another_language_and_at_chosen_hours()
    {
        var request = _rules.Read(Forms.Valid with { CallLocale = "en", CallHours = ["evening", "morning", "evening"] }).Value;

        (request.Project.Locale, request.Contact.Locale).ShouldBe(("fr", "en"));
        request.Contact.CallHours.ShouldBe(["evening", "morning"]);
    }

    [Fact]
    public void A_budget_left_out_is_what_the_market_says_it_is()
    {
        var market = TestMarket.Create();
        var rules = Rules(market with { Intake = market.Intake with { DefaultBudget = "over-5000" } });

        rules.Read(Forms.Valid with { Budget = " " }).Value.Project.Budget.ShouldBe("over-5000");
        rules.Check(Forms.Valid with { Budget = "a million" }).Errors.ShouldHaveSingleItem().Code.ShouldBe("leads.budget-unknown");
    }

    private static IntakeRules Rules(Market market) => new(market, new StoppedClock(Forms.Now));
}
