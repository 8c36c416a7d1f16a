using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Domain;

public sealed class ListingTests
{
    [Theory]
    [InlineData("montreal", "ev-charger", true)]
    [InlineData("estrie", "ev-charger", false)]
    [InlineData("montreal", "heat-pump", false)]
    [InlineData("Montreal", "ev-charger", false)]
    public void A_contractor_covers_a_lead_by_its_region_and_its_service(string region, string service, bool covers) =>
        Samples.Contractor([region, "laval"], [service, "solar"]).Covers(Samples.Listing()).ShouldBe(covers);

    [Theory]
    [InlineData("estrie", "H2X", true)]
    [InlineData("estrie", "H3A", false)]
    [InlineData("montreal", "H3A", true)]
    public void A_contractor_covers_a_lead_by_its_area_as_well_as_by_its_region(string region, string area, bool covers) =>
        Samples.Contractor([region], areas: [area]).Covers(Samples.Listing()).ShouldBe(covers);

    [Fact]
    public void Where_a_licence_is_required_nobody_buys_without_one()
    {
        var licence = TestMarket.Create().Contractors.Licence! with { Required = true };
        var contractor = Samples.Contractor();

        contractor.RefusalToBuy(new ContractorRules(licence)).ShouldBe(ContractorErrors.LicenceMissing);
        contractor.RefusalToBuy(new ContractorRules(licence with { Required = false })).ShouldBeNull();
        contractor.RefusalToBuy(ContractorRules.Default).ShouldBeNull();
        contractor.Hold("1234-5678-90");
        contractor.RefusalToBuy(new ContractorRules(licence)).ShouldBeNull();
    }

    [Fact]
    public void A_contractor_without_coverage_covers_nothing() => Samples.Contractor([], []).Covers(Samples.Listing()).ShouldBeFalse();

    [Fact]
    public void Coverage_named_twice_is_kept_once()
    {
        var contractor = Samples.Contractor(["montreal", "montreal"], ["ev-charger", "ev-charger"]);

        contractor.Regions.ShouldBe(["montreal"]);
        contractor.Services.ShouldBe(["ev-charger"]);
    }

    [Fact]
    public void A_lead_outside_the_coverage_is_refused_whether_or_not_it_is_closed()
    {
        var stranger = Samples.Contractor(["estrie"]);

        Samples.Listing().RefusalFor(stranger, Samples.Noon).ShouldBe(ListingErrors.OutsideCoverage);
        Samples.Listing().RefusalFor(stranger, Samples.Noon.AddYears(1)).ShouldBe(ListingErrors.OutsideCoverage);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_lead_is_closed_from_the_instant_it_expires(int milliseconds, bool closed)
    {
        var listing = Samples.Listing();

        var refusal = listing.RefusalFor(Samples.Contractor(), listing.ExpiresAt.AddMilliseconds(milliseconds));

        refusal.ShouldBe(closed ? ListingErrors.Closed : null);
    }

    [Fact]
    public void A_lead_is_closed_from_the_instant_its_homeowner_withdraws_it_and_the_first_instant_stands()
    {
        var listing = Samples.Listing();

        listing.Withdraw(Samples.Noon);
        listing.Withdraw(Samples.Noon.AddHours(1));

        listing.RefusalFor(Samples.Contractor(), Samples.Noon).ShouldBe(ListingErrors.Closed);
        listing.WithdrawnAt.ShouldBe(Samples.Noon);
    }

    [Theory]
    [InlineData("parking", """{"parking":["garage"]}""")]
    [InlineData("other", "{}")]
    public void Of_an_erased_lead_only_the_answers_to_named_questions_stay(string kept, string answers)
    {
        var listing = Samples.Listing();

        listing.KeepAnswersTo([kept]);

        listing.Answers.ShouldBe(answers);
    }

    // Only taking a slot tells whether one is left: what this check saw may be a moment old.
    [Fact]
    public void A_full_listing_is_no_reason_to_refuse_before_a_slot_is_asked_for() =>
        Samples.Listing(capacity: 1).RefusalFor(Samples.Contractor(), Samples.Noon).ShouldBeNull();
}
