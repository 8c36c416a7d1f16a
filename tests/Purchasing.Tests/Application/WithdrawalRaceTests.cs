using System.Numerics;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.StartUnlock;
using LeadMarket.Purchasing.Application.Withdrawals;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;
using LeadMarket.Purchasing.Tests.Persistence;
using LeadMarket.TestKit;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>The homeowner and the buyers at the same instant, on connections of their own.</summary>
public sealed class WithdrawalRaceTests(PurchasingDatabase database) : PurchaseTest(database)
{
    private const int Fifty = 50;

    // Each has found the lead open and asked for a slot before it closed: only the statement that takes one can refuse them.
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Fifty_buyers_in_the_queue_behind_the_withdrawal_are_all_refused_by_its_commit(int sold)
    {
        var (listing, contractors) = (await AddListing(), await Contractors());
        var lead = await LeadOf(listing);
        for (var i = 0; i < sold; i++) await Buy(await AddContractor(), listing);
        var buying = new List<Task<Result<UnlockId>>>();

        (await Withdraw(lead, beforeCommit: async () =>
        {
            buying = contractors.ConvertAll(contractor => Task.Run(() => Take(contractor, listing)));
            await Eventually.Holds(async () => await Waiting() == Fifty, TimeSpan.FromSeconds(60), "all buyers wait");
        })).IsFailure.ShouldBeFalse();

        (await Task.WhenAll(buying)).ShouldAllBe(answer => answer.IsFailure && answer.Error.Code == "purchasing.lead-closed");
        (await Slots(listing)).ShouldBe((1 << sold) - 1);
        (await Count("unlocks")).ShouldBe(sold);
    }

    [Fact]
    public async Task Of_fifty_buyers_at_once_none_takes_a_slot_after_the_withdrawal_has_committed()
    {
        var (listing, contractors) = (await AddListing(), await Contractors());
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var buying = contractors.ConvertAll(contractor => Task.Run(async () =>
        {
            var answer = await Take(contractor, listing);
            first.TrySetResult();
            return answer;
        }));
        await first.Task.WaitAsync(TimeSpan.FromSeconds(60));

        (await Withdraw(await LeadOf(listing))).IsFailure.ShouldBeFalse();
        var taken = await Slots(listing);
        var answers = await Task.WhenAll(buying);

        // Nothing gives a slot back here: what stood at the commit is what stands at the end.
        (await Slots(listing)).ShouldBe(taken);
        answers.Count(answer => !answer.IsFailure).ShouldBe(BitOperations.PopCount((uint)taken));
        answers.Where(answer => answer.IsFailure).ShouldAllBe(answer => answer.Error.Code == "purchasing.lead-closed" || answer.Error.Code == "purchasing.lead-sold-out");

        // From the next request on all hear the same, those who hold a slot too; and the sweeper takes it from them.
        var again = await Task.WhenAll(contractors.Select(contractor => Task.Run(() => Start(contractor, listing))));
        again.ShouldAllBe(answer => answer.Error.Code == "purchasing.lead-closed");
        await Sweep();
        (await Slots(listing)).ShouldBe(0);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("withdraw")]
    [InlineData("erase")]
    public async Task Fifty_times_a_payment_and_the_homeowner_meet_and_each_time_there_is_one_outcome(string wish)
    {
        const int Times = 50;
        var rounds = new List<(ContractorId Buyer, LeadId Lead, UnlockView Unlock)>();
        for (var i = 0; i < Times; i++)
        {
            var (buyer, listing) = (await AddContractor(), await AddListing(capacity: 1));
            rounds.Add((buyer, await LeadOf(listing), (await Start(buyer, listing)).Value));
        }

        await Parallel.ForEachAsync(rounds.Index(), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (round, _) => await Meet(round.Item, round.Index, wish));
    }

    private async Task Meet((ContractorId Buyer, LeadId Lead, UnlockView Unlock) round, int number, string wish)
    {
        Func<Task<Result>> pay = () => Pay(round.Buyer, round.Unlock);
        Func<Task<Result>> end = () => wish switch
        {
            "close" => AsHomeowner(new CloseRequest(round.Lead)),
            "withdraw" => AsHomeowner(new WithdrawRequest(round.Lead)),
            _ => AsHomeowner(new EraseRequest(round.Lead)),
        };

        // Each has the lead by a hair half of the time.
        var both = (number % 2 == 0 ? new[] { pay, end } : [end, pay]).Select(act => Task.Run(act));
        (await Task.WhenAll(both)).ShouldAllBe(outcome => !outcome.IsFailure);

        var (id, keeps) = (round.Unlock.Id, wish is "close");
        var seen = (await See(round.Buyer, id)).Value;
        var outcome = (seen.State, Contact: seen.Contact is not null, Refund: RefundOf(id), Sold: await Announced(id), Told: await ToldOfWithdrawal(id));
        outcome.ShouldBe(seen.State is "refunded" ? ("refunded", false, "withdrawn", 0, 0) : ("paid", keeps, null, 1, keeps ? 0 : 1), $"round {number}");
        (await Buyers(round.Lead)).Count.ShouldBe(seen.State is "paid" ? 1 : 0);
    }

    private async Task<List<ContractorId>> Contractors()
    {
        var contractors = new List<ContractorId>();
        for (var i = 0; i < Fifty; i++) contractors.Add(await AddContractor());
        return contractors;
    }

    private Task<Result<UnlockId>> Take(ContractorId contractor, ListingId listing) => On(Actor.Contractor(contractor), context =>
        new ReserveSlotHandler(new ContractorRepository(context), new ListingRepository(context), new UnlockRepository(context), TestMarket.Create(), Database.Clock)
            .Handle(new(contractor, listing, Samples.Order), CancellationToken.None));

    private Task<Result> Withdraw(LeadId lead, Func<Task>? beforeCommit = null) => On(Actor.Homeowner(lead.Value), async context =>
    {
        var done = await new WithdrawListingHandler(new ListingRepository(context), Database.Clock).Handle(new(lead), CancellationToken.None);
        await context.SaveChangesAsync();
        if (beforeCommit is not null) await beforeCommit();
        return done;
    });

    /// <summary>One command's work in a transaction of its own connection, as the unit of work would run it.</summary>
    private async Task<T> On<T>(Actor actor, Func<PurchasingDbContext, Task<T>> work)
        where T : IResult<T>
    {
        await using var context = new PurchasingDbContext(new DbContextOptionsBuilder<PurchasingDbContext>().UseNpgsql(Database.RoleConnection).Options);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await OpenTransaction.Become(context, actor);
        var answer = await work(context);
        if (answer.IsFailure) return answer;
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return answer;
    }
}
