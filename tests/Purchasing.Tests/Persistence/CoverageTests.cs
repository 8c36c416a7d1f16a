using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>Where a contractor wants leads: by region, by postal area, by distance.</summary>
public sealed class CoverageTests(PurchasingDatabase database) : PurchasingTest(database)
{
    private static readonly string[] Nothing = [];

    // From H2X: H3A lies two kilometres away, J1H about 130, and where J0X is nobody says.
    [Theory]
    [InlineData("", "", "H2X", 1, "H2X")]
    [InlineData("", "", "h2x 1y4", 5, "H2X,H3A")]
    [InlineData("", "", "H2X", 500, "H2X,H3A,J1H")]
    [InlineData("", "h3a, j0x", "", 0, "H3A,J0X")]
    [InlineData("", "J1H 1A1", "H2X", 1, "H2X,J1H")]
    [InlineData("montreal", "", "", 0, "H2X,H3A")]
    [InlineData("estrie", "h2x,H2X, ", "", 0, "H2X,J0X,J1H")]
    public async Task A_lead_is_covered_by_its_region_its_area_or_its_distance(string regions, string areas, string from, int km, string covered)
    {
        var me = await AddContractor();
        (await Cover(me, regions, areas, from, km)).IsFailure.ShouldBeFalse();
        foreach (var area in TestMarket.Areas.All) await Add(Samples.Listing(region: area.RegionKey, postalPrefix: area.Code));

        var board = (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value;

        board.Items.Select(item => item.PostalPrefix).Order(StringComparer.Ordinal).ShouldBe(covered.Split(','));
        foreach (var item in board.Items) (await Reserve(me, item.ListingId)).IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_not_covered_is_neither_seen_nor_sold()
    {
        var me = await AddContractor();
        await Cover(me, "", "H3A", "", 0);
        var outside = await AddListing();

        (await Database.Send(Actor.Contractor(me), new GetListing(me, outside))).Error.Code.ShouldBe("purchasing.listing-not-found");
        (await Reserve(me, outside)).Error.Code.ShouldBe("purchasing.outside-coverage");
    }

    [Fact]
    public async Task What_was_typed_is_shown_again_without_the_areas_within_the_distance()
    {
        var me = await AddContractor();
        await Cover(me, "estrie", "j0x", "h2x 1y4", 5);

        var seen = (await Database.Send(Actor.Contractor(me), new GetContractor(me))).Value;

        seen.Regions.ShouldBe(["estrie"]);
        seen.Areas.ShouldBe(["J0X"]);
        (seen.Base, seen.DistanceKm, seen.Covers).ShouldBe(("H2X", 5, true));
    }

    [Fact]
    public async Task Taking_the_distance_back_takes_its_areas_back()
    {
        var me = await AddContractor();
        await Cover(me, "", "", "H2X", 5);
        await Cover(me, "estrie", "", "", 0);
        await AddListing();

        (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value.Total.ShouldBe(0);
        (await Database.Send(Actor.Contractor(me), new GetContractor(me))).Value.Base.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "", "", 0, "purchasing.regions-missing")]
    [InlineData("", " ", "", 0, "purchasing.regions-missing")]
    [InlineData("", "H0H", "", 0, "purchasing.area-unknown")]
    [InlineData("montreal", "H2X,\0", "", 0, "purchasing.area-unknown")]
    [InlineData("", "", "", 10, "purchasing.base-unknown")]
    [InlineData("", "", "H0H 0H0", 10, "purchasing.base-unknown")]
    [InlineData("", "", "J0X", 10, "purchasing.base-unknown")]
    [InlineData("", "", "H2X", 501, "purchasing.distance-invalid")]
    [InlineData("", "", "H2X", -1, "purchasing.distance-invalid")]
    [InlineData("montreal", "", "H2X", 0, "purchasing.distance-invalid")]
    public async Task A_mistake_is_named_and_the_coverage_stays(string regions, string areas, string from, int km, string code)
    {
        var me = await AddContractor();

        var refused = await Cover(me, regions, areas, from, km);

        refused.Error.Fields.ShouldHaveSingleItem().Code.ShouldBe(code);
        (await Database.Send(Actor.Contractor(me), new GetContractor(me))).Value.Regions.ShouldBe(["montreal"]);
    }

    // 0 stands for none.
    private Task<Result> Cover(ContractorId me, string regions, string areas, string from, int km) => Database.Send(
        Actor.Contractor(me),
        new SetCoverage(
            me, regions.Length == 0 ? Nothing : regions.Split(','), ["ev-charger"], areas.Length == 0 ? null : areas.Split(','),
            from.Length == 0 ? null : from, km == 0 ? null : km));
}
