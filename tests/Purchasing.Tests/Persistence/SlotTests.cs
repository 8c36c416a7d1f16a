using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Tests.Persistence;

/// <summary>The statements that keep the cap.</summary>
public sealed class SlotTests(PurchasingDatabase database) : PurchasingTest(database)
{
    private const int Connections = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sixty_four_connections_at_once_take_each_slot_once_and_no_more_than_there_are(int capacity)
    {
        var listing = await AddListing(capacity: capacity);
        var ready = 0;
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var taken = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => On(async listings =>
        {
            // All have their transaction open before the first takes.
            if (Interlocked.Increment(ref ready) == Connections) start.SetResult();
            await start.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return await listings.TakeSlot(listing, Samples.Noon, CancellationToken.None);
        }))));

        taken.OfType<int>().Order().ShouldBe(Enumerable.Range(1, capacity));
        (await Slots(listing)).ShouldBe((1 << capacity) - 1);
    }

    [Theory]
    [InlineData(1, 0b110)]
    [InlineData(2, 0b101)]
    [InlineData(3, 0b011)]
    public async Task Giving_back_frees_exactly_that_slot_and_the_next_taker_gets_it(int slot, int left)
    {
        var listing = await AddListing();
        for (var i = 0; i < 3; i++) await Take(listing);

        await On(async listings =>
        {
            await listings.GiveBack(listing, LeadMarket.Purchasing.Domain.Listing.Bit(slot), Samples.Noon, CancellationToken.None);
            await listings.GiveBack(listing, LeadMarket.Purchasing.Domain.Listing.Bit(slot), Samples.Noon, CancellationToken.None);
            return 0;
        });

        (await Slots(listing)).ShouldBe(left);
        (await Take(listing)).ShouldBe(slot);
        (await Take(listing)).ShouldBeNull();
    }

    [Fact]
    public async Task A_taker_who_rolls_back_leaves_the_slot_to_the_next()
    {
        var listing = await AddListing(capacity: 1);
        await On(listings => listings.TakeSlot(listing, Samples.Noon, CancellationToken.None), commit: false);

        (await Take(listing)).ShouldBe(1);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task A_listing_gives_no_slot_from_the_instant_it_expires(int milliseconds, bool gives)
    {
        var expiry = Samples.Noon.AddHours(1);
        var listing = await AddListing(expiresAt: expiry);

        (await Take(listing, expiry.AddMilliseconds(milliseconds))).HasValue.ShouldBe(gives);
    }

    [Fact]
    public async Task A_listing_that_is_not_there_gives_none() => (await Take(ListingId.New(Samples.Noon))).ShouldBeNull();

    private Task<int?> Take(ListingId listing, DateTimeOffset? at = null) =>
        On(listings => listings.TakeSlot(listing, at ?? Samples.Noon, CancellationToken.None));

    private async Task<T> On<T>(Func<ListingRepository, Task<T>> work, bool commit = true)
    {
        await using var context = new PurchasingDbContext(new DbContextOptionsBuilder<PurchasingDbContext>().UseNpgsql(Database.RoleConnection).Options);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await OpenTransaction.Become(context, Actor.Contractor(new ContractorId(Guid.NewGuid())));
        var answer = await work(new ListingRepository(context));
        if (commit) await transaction.CommitAsync();
        return answer;
    }
}
