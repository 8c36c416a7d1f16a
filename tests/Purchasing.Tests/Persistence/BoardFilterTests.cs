using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>Each filter narrows the board, and what the market does not have matches nothing.</summary>
public sealed class BoardFilterTests(PurchasingDatabase database) : PurchasingTest(database)
{
    private static readonly (string What, BoardFilter Filter, string[] Expected)[] Filters =
    [
        ("none", new BoardFilter(), ["old", "large", "english", "solar", "estrie"]),
        ("service", new BoardFilter(Service: "solar-panels"), ["solar"]),
        ("region", new BoardFilter(Area: "estrie"), ["estrie"]),
        ("area", new BoardFilter(Area: "H3A"), ["english"]),
        ("an area as it is typed", new BoardFilter(Area: "h3a 2b2"), ["english"]),
        ("budget", new BoardFilter(Budget: "over-5000"), ["large"]),
        ("timeline", new BoardFilter(Timeline: "later"), ["large"]),
        ("language", new BoardFilter(Language: "en"), ["english"]),
        ("exclusive", new BoardFilter(Mode: "exclusive"), ["solar"]),
        ("shared", new BoardFilter(Mode: "shared"), ["old", "large", "english", "estrie"]),
        ("an hour", new BoardFilter(MaxAgeHours: 1), ["large", "english", "solar", "estrie"]),
        ("three days", new BoardFilter(MaxAgeHours: 72), ["old", "large", "english", "solar", "estrie"]),
        ("for ever", new BoardFilter(MaxAgeHours: int.MaxValue), ["old", "large", "english", "solar", "estrie"]),
        ("all at once", new BoardFilter("ev-charger", "montreal", "over-5000", "later", 1, "fr", "shared"), ["large"]),
        ("two that exclude each other", new BoardFilter(Area: "estrie", Budget: "over-5000"), []),
        ("an unknown area", new BoardFilter(Area: "K1A"), []),
        ("an unknown budget", new BoardFilter(Budget: "lots"), []),
        ("an unknown timeline", new BoardFilter(Timeline: "' or 1=1 --"), []),
        ("an unknown language", new BoardFilter(Language: "de"), []),
        ("an unknown mode", new BoardFilter(Mode: "auction"), []),
        ("no age", new BoardFilter(MaxAgeHours: 0), []),
        ("a negative age", new BoardFilter(MaxAgeHours: int.MinValue), []),
        ("NUL", new BoardFilter(Budget: "\0", Language: "\0", Mode: "\0", Area: "\0"), []),
    ];

    [Fact]
    public async Task A_filter_narrows_the_board_and_its_total()
    {
        var me = await AddContractor(["montreal", "estrie"], ["ev-charger", "solar-panels"]);
        var board = new Dictionary<ListingId, string>
        {
            [await Add(Samples.Listing(listedAt: Samples.Noon.AddDays(-2)))] = "old",
            [await Add(Samples.Listing(budget: "over-5000", timeline: "later"))] = "large",
            [await Add(Samples.Listing(postalPrefix: "H3A", locale: "en"))] = "english",
            [await Add(Samples.Listing("solar-panels", capacity: 1, mode: SellingMode.Exclusive))] = "solar",
            [await Add(Samples.Listing(region: "estrie", postalPrefix: "J1H"))] = "estrie",
        };

        foreach (var (what, filter, expected) in Filters)
        {
            var page = (await Database.Send(Actor.Contractor(me), new BrowseBoard(me, filter))).Value;

            page.Items.Select(item => board[item.ListingId]).ShouldBe(expected, ignoreOrder: true, what);
            page.Total.ShouldBe(expected.Length, what);
        }
    }

    [Fact]
    public async Task A_listing_says_how_it_is_sold()
    {
        var me = await AddContractor(services: ["solar-panels"]);
        var listing = await Add(Samples.Listing("solar-panels", capacity: 1, mode: SellingMode.Exclusive));

        (await Database.Send(Actor.Contractor(me), new GetListing(me, listing))).Value.Item.Mode.ShouldBe("exclusive");
    }

    [Fact]
    public async Task A_published_lead_is_sold_as_its_service_is()
    {
        var me = await AddContractor(services: ["solar-panels", "ev-charger"]);
        await Publish(LeadId.New(Samples.Noon), service: "solar-panels");
        await Publish(LeadId.New(Samples.Noon));

        var items = (await Database.Send(Actor.Contractor(me), new BrowseBoard(me))).Value.Items;

        items.Select(item => (item.Service, item.Mode, item.Capacity)).ShouldBe([("ev-charger", "shared", 3), ("solar-panels", "exclusive", 1)], ignoreOrder: true);
    }
}
