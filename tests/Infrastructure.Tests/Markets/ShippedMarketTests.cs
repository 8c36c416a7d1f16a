using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using Shouldly;
using Xunit;

namespace LeadMarket.Infrastructure.Tests.Markets;

public sealed class ShippedMarketTests
{
    private readonly Market _market = ShippedMarket.Load();

    [Fact]
    public void Quebec_is_French_first_and_sells_a_lead_to_three_at_most()
    {
        _market.DefaultLocale.ShouldBe("fr");
        _market.Locales.ShouldBe(["fr", "en"]);
        _market.TimeZone.Id.ShouldBe("America/Toronto");
        _market.Selling.ShouldBe(new Selling(SellingMode.Shared, Capacity: 3, Hold: TimeSpan.FromMinutes(15), LeadExpiry: TimeSpan.FromDays(30))
        {
            ExclusivePrice = new Money(7900, "CAD"),
        });
        File.Exists(Path.Combine(_market.ContentFolder, _market.Brand.Logo)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("free", 0, 2900)]
    [InlineData("pro", 4900, 1900)]
    [InlineData("elite", 9900, 900)]
    public void A_dearer_plan_buys_cheaper_leads(string key, long month, long lead)
    {
        var plan = _market.FindPlan(key).ShouldNotBeNull();

        plan.MonthlyPrice.ShouldBe(new Money(month, "CAD"));
        plan.LeadPrice.ShouldBe(new Money(lead, "CAD"));
        _market.EntryPlan.Key.ShouldBe("free");
    }

    [Theory]
    [InlineData("free", 10)]
    [InlineData("pro", 5)]
    [InlineData("elite", 0)]
    public void A_new_lead_opens_to_a_better_plan_first(string plan, int minutes) =>
        _market.FindPlan(plan).ShouldNotBeNull().Wait.ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Solar_panels_are_sold_to_one_contractor_and_heat_pumps_to_three()
    {
        (_market.ModeOf("solar-panels"), _market.CapacityOf("solar-panels")).ShouldBe((SellingMode.Exclusive, 1));
        (_market.ModeOf("heat-pump"), _market.CapacityOf("heat-pump")).ShouldBe((SellingMode.Shared, 3));
        _market.ExclusivePriceOf("heat-pump").ShouldBe(new Money(7900, "CAD"));
    }

    [Theory]
    [InlineData("1234-5678-90", "1234-5678-90")]
    [InlineData(" 1234 5678\u201390 ", "1234-5678-90")]
    [InlineData("1234567890", "1234-5678-90")]
    [InlineData("123456789", null)]
    [InlineData("12345678901", null)]
    [InlineData("1234-5678-9A", null)]
    [InlineData(null, null)]
    public void A_licence_is_kept_as_the_register_writes_it(string? typed, string? kept)
    {
        var licence = _market.Contractors.Licence.ShouldNotBeNull();

        licence.Normalize(typed).ShouldBe(kept);
        licence.Required.ShouldBeFalse();
    }

    [Fact]
    public void A_market_that_says_nothing_of_contractors_asks_for_no_licence() =>
        ShippedMarket.Without("contractors:", "# When a bought lead").Contractors.Licence.ShouldBeNull();

    [Fact]
    public void Every_area_has_a_point_to_measure_from()
    {
        _market.PostalAreas.All.ShouldAllBe(area => area.Position != null);

        // From downtown Montreal to the old city of Quebec as the crow flies.
        var (montreal, quebec) = (_market.FindArea("H2X")!.Position!.Value, _market.FindArea("G1R")!.Position!.Value);
        montreal.KilometresTo(quebec).ShouldBeInRange(225, 240);
        montreal.KilometresTo(montreal).ShouldBe(0);
    }

    [Theory]
    [InlineData(2900, 145, 289)]   // 144.99… and 289.275
    [InlineData(1900, 95, 190)]
    [InlineData(900, 45, 90)]
    [InlineData(10, 1, 1)]         // exactly half a cent goes up
    [InlineData(9, 0, 1)]
    [InlineData(0, 0, 0)]
    [InlineData(2000, 100, 200)]   // 199.5
    public void GST_and_QST_are_each_rounded_half_up_on_the_price_before_tax(long cents, long gst, long qst) =>
        _market.Taxes.Select(tax => (tax.Code, tax.On(cents))).ShouldBe([("gst", gst), ("qst", qst)]);

    [Fact]
    public void A_negative_price_has_no_tax() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _market.Taxes[0].On(-1));

    [Theory]
    [InlineData("H2X 1Y4", "montreal")]
    [InlineData("h2x1y4", "montreal")]
    [InlineData(" h2x-1y4 ", "montreal")]
    [InlineData("H2X\u00a01Y4", "montreal")]
    [InlineData("h2x", "montreal")]
    [InlineData("J2G 1A1", "estrie")]
    [InlineData("G0B 1B0", "gaspesie-iles-de-la-madeleine")]
    [InlineData("G7H 1A1", "saguenay-lac-saint-jean")]
    public void A_postal_code_as_people_type_it_finds_its_region(string typed, string region)
    {
        var area = _market.FindArea(typed).ShouldNotBeNull();

        area.RegionKey.ShouldBe(region);
        _market.FindRegion(area.RegionKey).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("H0H 0H0")]      // Santa Claus
    [InlineData("K1A 0B1")]      // Ottawa
    [InlineData("90210")]
    [InlineData("H2X 1Y")]
    [InlineData("H2X 1Y44")]
    [InlineData("Ｈ2X 1Y4")]     // a full-width letter
    [InlineData("H2X 1Y4\0")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_not_a_postal_code_of_Quebec_finds_nothing(string? typed) => _market.FindArea(typed).ShouldBeNull();

    [Fact]
    public void Each_of_the_422_areas_lies_in_one_of_the_17_regions()
    {
        _market.PostalAreas.All.Count.ShouldBe(422);
        _market.PostalAreas.All.Count(area => !area.RegionCertain).ShouldBe(17);
        _market.PostalAreas.All.Select(area => area.RegionKey).Distinct(StringComparer.Ordinal)
            .ShouldBe(_market.Regions.Select(region => region.Key), ignoreOrder: true);
        _market.PostalAreas.Format.Normalise("h2x1y4").ShouldBe("H2X 1Y4");
    }

    [Fact]
    public void The_form_asks_for_at_most_nine_things()
    {
        // service, postal code, timeline, name, phone, e-mail, consent, and the code that verifies the phone; the rest is chosen already
        const int always = 8;
        _market.Intake.DefaultBudget.ShouldNotBeNull();
        _market.Intake.DefaultQuotes.ShouldBe(2);

        foreach (var service in _market.Services)
            (always + service.Questions.Count(question => question.Required)).ShouldBeLessThanOrEqualTo(9, service.Key);
    }

    [Fact]
    public void A_phone_is_verified_and_the_same_person_is_sold_once_a_month()
    {
        _market.Intake.VerifiesPhones.ShouldBeTrue();
        _market.Intake.Duplicates.ShouldBe(new DuplicateRule(ByPhone: true, ByEmail: true, WithinService: true, TimeSpan.FromDays(30)));
        _market.Intake.DraftLife.ShouldBe(TimeSpan.FromDays(30));
        _market.Intake.AreaCodes.ShouldContain("514");
        _market.Intake.CallHours.Select(hours => hours.Key).ShouldBe(["morning", "afternoon", "evening", "weekend"]);
    }

    [Fact]
    public void A_market_that_says_nothing_of_its_intake_verifies_phones() =>
        ShippedMarket.Without("intake:", "services:").Intake.ShouldBe(Intake.Default);

    [Fact]
    public void A_lead_can_be_given_back_for_two_weeks_and_is_judged_within_a_minute()
    {
        var returns = _market.Returns;

        returns.Promise.ShouldBe(TimeSpan.FromSeconds(60));
        (returns.StaffPromise, returns.AppealWindow).ShouldBe((TimeSpan.FromHours(48), TimeSpan.FromDays(7)));
        returns.Limit.ShouldBe(new ReturnLimit(TimeSpan.FromDays(30), Percent: 20, AtLeast: 3));
        returns.Reasons.Select(reason => (reason.Key, reason.Proof)).ShouldBe(
        [
            ("duplicate", ReturnProof.SamePerson), ("wrong-area", ReturnProof.Area), ("wrong-service", ReturnProof.Service),
            ("dead-phone", ReturnProof.Attempts), ("no-answer", ReturnProof.Attempts), ("other", ReturnProof.Staff),
        ]);
        returns.Reasons.ShouldAllBe(reason => reason.Window == TimeSpan.FromDays(14));
        var noAnswer = returns.Find("no-answer").ShouldNotBeNull();
        (noAnswer.Attempts, noAnswer.Days, noAnswer.Apart).ShouldBe((3, 2, TimeSpan.FromHours(1)));
        returns.Find("dead-phone").ShouldNotBeNull().Apart.ShouldBe(TimeSpan.FromHours(1));
        noAnswer.Outcomes.ShouldBe(["no-answer", "voicemail", "wrong-number", "out-of-service"]);
    }

    [Fact]
    public void A_market_that_says_nothing_of_returns_takes_none_back() =>
        ShippedMarket.Without("returns:", "intake:").Returns.ShouldBe(ReturnRules.None);

    [Fact]
    public void The_roof_s_orientation_is_asked_only_of_sloped_roofs()
    {
        var condition = _market.FindService("solar-panels").ShouldNotBeNull().FindQuestion("orientation").ShouldNotBeNull().ShowWhen.ShouldNotBeNull();

        condition.Holds(["metal-roof"]).ShouldBeTrue();
        condition.Holds(["ground"]).ShouldBeFalse();
        condition.Holds([]).ShouldBeFalse();
    }

    [Fact]
    public void The_consent_says_how_many_may_call()
    {
        _market.ContactConsent.In("fr", 2).ShouldContain("(nombre maximal\u00a0: 2)");
        _market.ContactConsent.In("en", 3).ShouldContain("(maximum number: 3)");
    }

    [Fact]
    public void A_language_that_the_market_does_not_offer_is_a_mistake_of_the_caller() =>
        Should.Throw<KeyNotFoundException>(() => _market.Brand.Tagline.In("es")).Message.ShouldContain("en, fr");
}
