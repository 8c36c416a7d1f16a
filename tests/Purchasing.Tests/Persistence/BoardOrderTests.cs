using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>Four orders of the board, each read page by page.</summary>
public sealed class BoardOrderTests(PurchasingDatabase database) : PurchasingTest(database)
{
    [Theory]
    [InlineData(BoardSort.Newest)]
    [InlineData(BoardSort.Oldest)]
    [InlineData(BoardSort.Budget)]
    [InlineData(BoardSort.Competition)]
    public async Task Every_order_is_read_page_by_page_without_loss_or_repeat(BoardSort sort)
    {
        var me = await AddContractor();
        var all = new List<ListingId>();
        for (var n = 0; n < 47; n++)
        {
            // Fives share one instant, and ranks cross page ends: the id decides within them.
            var listing = await Add(Samples.Listing(listedAt: Samples.Noon.AddMinutes(-(n / 5)), budget: TestMarket.Budgets[n % 4]));
            await Database.Truth<object>("update purchasing.listings set slots = @slots where id = @id", new { slots = n % 3, id = listing.Value });
            all.Add(listing);
        }

        var read = new List<BoardItem>();
        string? cursor = null;
        do
        {
            var page = await Browse(me, sort, cursor);
            page.Total.ShouldBe(47);
            read.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        read.Select(item => item.ListingId).ShouldBe(all, ignoreOrder: true);
        var expected = sort switch
        {
            BoardSort.Newest => read.OrderByDescending(item => item.ListedAt),
            BoardSort.Oldest => read.OrderBy(item => item.ListedAt),
            BoardSort.Budget => read.OrderBy(item => Array.IndexOf(["over-5000", "under-5000", "under-2500", "undecided"], item.Budget)).ThenByDescending(item => item.ListedAt),
            _ => read.OrderBy(item => item.SlotsTaken).ThenByDescending(item => item.ListedAt),
        };
        read.ShouldBe(expected.ToList());   // stable: ids may stand in either order within one instant
    }

    [Fact]
    public async Task A_budget_that_the_market_has_no_more_comes_last_with_the_undecided()
    {
        var me = await AddContractor();
        var gone = await Add(Samples.Listing(budget: "under-100"));
        var decided = await Add(Samples.Listing(budget: "under-2500", listedAt: Samples.Noon.AddDays(-1)));

        (await Browse(me, BoardSort.Budget)).Items.Select(item => item.ListingId).ShouldBe([decided, gone]);
    }

    [Fact]
    public async Task A_cursor_of_another_order_starts_again_at_the_top()
    {
        var me = await AddContractor();
        for (var n = 0; n < 21; n++) await AddListing(listedAt: Samples.Noon.AddMinutes(-n));
        var newest = await Browse(me, BoardSort.Newest);

        (await Browse(me, BoardSort.Oldest, newest.NextCursor)).Items[0].ListedAt.ShouldBe(Samples.Noon.AddMinutes(-20));
    }

    private async Task<BoardPage> Browse(ContractorId me, BoardSort sort, string? cursor = null) =>
        (await Database.Send(Actor.Contractor(me), new BrowseBoard(me, Sort: sort, Cursor: cursor))).Value;
}
