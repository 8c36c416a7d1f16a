using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Persistence;

public sealed class BoardTests(PurchasingDatabase database) : PurchasingTest(database)
{
    [Fact]
    public async Task The_board_shows_what_the_contractor_covers_newest_first()
    {
        var contractor = await AddContractor(["montreal", "estrie"], ["ev-charger"]);
        var older = await AddListing(listedAt: Samples.Noon.AddHours(-2));
        var newer = await AddListing(region: "estrie", listedAt: Samples.Noon.AddHours(-1));
        await AddListing(service: "heat-pump");
        await AddListing(region: "laval");

        var page = await Browse(contractor);

        Ids(page).ShouldBe([newer, older]);
        (page.Total, page.NextCursor).ShouldBe((2, null));
    }

    [Fact]
    public async Task A_listing_on_the_board_tells_the_project_and_the_slots()
    {
        var contractor = await AddContractor();
        var listing = await AddListing(capacity: 2);
        await Reserve(await AddContractor(), listing);

        var item = (await Browse(contractor)).Items.ShouldHaveSingleItem();

        (item.Service, item.Region, item.Area, item.PostalPrefix, item.Locale).ShouldBe(("ev-charger", "montreal", "Plateau Mont-Royal", "H2X", "fr"));
        (item.SlotsTaken, item.Capacity, item.ListedAt).ShouldBe((1, 2, Samples.Noon));
        item.Answers["parking"].ShouldBe(["garage"]);
    }

    [Theory]
    [InlineData("ev-charger", null, 2)]
    [InlineData("heat-pump", null, 1)]
    [InlineData(null, "estrie", 1)]
    [InlineData("ev-charger", "estrie", 1)]
    [InlineData("heat-pump", "estrie", 0)]
    [InlineData("no-such-service", null, 0)]
    [InlineData("' or 1=1 --", "", 0)]
    public async Task Filters_narrow_the_board(string? service, string? region, int expected)
    {
        var contractor = await AddContractor(["montreal", "estrie"], ["ev-charger", "heat-pump"]);
        await AddListing("ev-charger", "montreal");
        await AddListing("ev-charger", "estrie");
        await AddListing("heat-pump", "montreal");

        var page = await Browse(contractor, service, region);

        (page.Items.Count, page.Total).ShouldBe((expected, expected));
    }

    [Theory]
    [InlineData("laval", null)]
    [InlineData(null, "solar")]
    public async Task A_filter_never_widens_the_coverage(string? region, string? service)
    {
        var contractor = await AddContractor();
        await AddListing(service ?? "ev-charger", region ?? "montreal");

        (await Browse(contractor, service, region)).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("ev\0charger")]
    public async Task A_filter_that_no_database_can_hold_finds_nothing_and_breaks_nothing(string filter)
    {
        var contractor = await AddContractor();
        await AddListing();

        (await Browse(contractor, filter)).Items.ShouldBeEmpty();
        (await Browse(contractor, null, filter)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_sold_out_expired_or_already_the_contractors_own_is_not_for_sale()
    {
        var me = await AddContractor();
        var soldOut = await AddListing(capacity: 1);
        await Reserve(await AddContractor(), soldOut);
        await AddListing(listedAt: Samples.Noon.AddDays(-1), expiresAt: Samples.Noon);
        var mine = await AddListing();
        await Reserve(me, mine);
        var left = await AddListing();

        Ids(await Browse(me)).ShouldBe([left]);
        (await Browse(me)).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_listing_the_contractor_gave_back_is_for_sale_again()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var unlock = (await Reserve(me, listing)).Value;
        await Database.Send(Actor.Contractor(me), new CancelUnlock(me, unlock));

        Ids(await Browse(me)).ShouldBe([listing]);
    }

    [Fact]
    public async Task Forty_five_listings_are_read_page_by_page_without_loss_or_repeat_while_new_ones_arrive()
    {
        var contractor = await AddContractor();
        var all = new List<ListingId>();
        // Fives share one instant: the id decides within it.
        for (var i = 0; i < 45; i++) all.Add(await AddListing(listedAt: Samples.Noon.AddMinutes(-(i / 5))));

        var pages = new List<BoardPage>();
        string? cursor = null;
        do
        {
            pages.Add(await Browse(contractor, cursor: cursor));
            cursor = pages[^1].NextCursor;
            await AddListing(listedAt: Samples.Noon.AddHours(1));
        }
        while (cursor is not null);

        pages.Select(page => page.Items.Count).ShouldBe([20, 20, 5]);
        var read = pages.SelectMany(page => page.Items).ToList();
        read.Select(item => item.ListingId).ShouldBe(all, ignoreOrder: true);
        read.Select(item => item.ListedAt).ShouldBe(read.Select(item => item.ListedAt).OrderDescending());
    }

    [Fact]
    public async Task Exactly_one_page_has_no_next_one()
    {
        var contractor = await AddContractor();
        for (var i = 0; i < 20; i++) await AddListing(listedAt: Samples.Noon.AddMinutes(-i));

        (await Browse(contractor)).NextCursor.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("AAAA")]
    [InlineData("========")]
    [InlineData("' or 1=1 --")]
    [InlineData("\0")]
    [InlineData("_____________________________________")]
    [InlineData("f_____________________________________w")]
    [InlineData("A A A A A A A A A A A A A A A A A A A A")]
    public async Task An_unreadable_cursor_starts_again_at_the_top(string cursor)
    {
        var (contractor, listing) = (await AddContractor(), await AddListing());

        Ids(await Browse(contractor, cursor: cursor)).ShouldBe([listing]);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(3155378975999999999L)]
    [InlineData(3155378976000000000L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task A_cursor_made_up_with_any_time_at_all_is_survived(long ticks)
    {
        // Order, rank, time, id.
        var bytes = new byte[1 + 4 + 8 + 16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(5), ticks);
        var contractor = await AddContractor();
        await AddListing();

        (await Browse(contractor, cursor: System.Buffers.Text.Base64Url.EncodeToString(bytes))).Total.ShouldBe(1);
    }

    private async Task<BoardPage> Browse(ContractorId contractor, string? service = null, string? region = null, string? cursor = null) =>
        (await Database.Send(Actor.Contractor(contractor), new BrowseBoard(contractor, new BoardFilter(service, region), Cursor: cursor))).Value;

    private static List<ListingId> Ids(BoardPage page) => [.. page.Items.Select(item => item.ListingId)];
}
