using FsCheck;
using FsCheck.Fluent;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using static LeadMarket.Purchasing.Domain.UnlockState;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>Workers, webhooks and impatient buyers may take the steps of a purchase in any order, and again.</summary>
public sealed class AnyOrderOfStepsTests
{
    private const int Contractors = 4;

    // Every step there is; what is not listed is never reached.
    private static readonly Dictionary<UnlockState, UnlockState[]> Steps = new()
    {
        [Reserved] = [Opening, Cancelling, Refunding],
        [Opening] = [Open, Cancelling, Paid, Refunding],
        [Open] = [Cancelling, Paid, Refunding],
        [Cancelling] = [Expired, Paid, Refunding],
        [Expired] = [Paid, Refunding],
        [Refunding] = [Refunded],
        [Paid] = [],
        [Refunded] = [],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_order_of_steps_oversells_forgets_a_slot_takes_back_what_was_paid_or_revives_what_has_ended(int capacity) =>
        // FsCheck prints the seed of a failure, and shrinks the steps to the fewest that still fail.
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps => Play(steps, capacity).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(120));

    private static async Task Play(byte[] steps, int capacity)
    {
        var market = new PlayedMarket(Contractors, capacity);
        var told = new List<UnlockPaid>();
        foreach (var step in steps)
        {
            var before = market.Unlocks.ToDictionary(unlock => unlock.Id, unlock => unlock.State);
            await Take(market, step);
            told.AddRange(market.Unlocks.SelectMany(unlock => unlock.TakeEvents()).Cast<UnlockPaid>());

            foreach (var unlock in market.Unlocks.Where(unlock => before.TryGetValue(unlock.Id, out var was) && was != unlock.State))
                Steps[before[unlock.Id]].ShouldContain(unlock.State, $"from {before[unlock.Id]}");
            SlotsBelongToWhoHoldsThem(market);
            PaidIsWhatIsShownAndTold(market, told);
            if (market.Listing.WithdrawnAt is not null) NobodyIsLetInOrKeepsTheContact(market, before);
        }
    }

    // The low bits say who, the rest what: evenly, so that buyers meet.
    private static Task Take(PlayedMarket market, byte step)
    {
        if (step == byte.MaxValue) return market.Withdraw();
        var (contractor, move) = (step % Contractors, step / Contractors % 16);
        if (move is 0 or 1) return market.Reserve(contractor);
        var unlock = market.UnlockOf(contractor, earlier: move > 9);
        return (unlock, move) switch
        {
            (null, _) => Task.CompletedTask,
            (_, 2 or 3) => market.Price(unlock),
            (_, 4) => market.Open(unlock),
            (_, 5 or 10) => market.Cancel(unlock),
            (_, 6 or 7 or 11) => market.Release(unlock),
            (_, 8 or 12 or 13) => market.Pay(unlock, Samples.Charge().Total.Cents),
            (_, 9) => market.Pay(unlock, cents: 1),
            _ => market.MarkRefunded(unlock),
        };
    }

    private static void SlotsBelongToWhoHoldsThem(PlayedMarket market)
    {
        var holders = market.Unlocks.Where(unlock => unlock.State.IsActive()).ToList();
        holders.Select(unlock => unlock.Slot).ShouldBeUnique();
        holders.Select(unlock => unlock.ContractorId).ShouldBeUnique();
        holders.Count.ShouldBeLessThanOrEqualTo(market.Listing.Capacity);
        market.Slots.ShouldBe(holders.Sum(unlock => PlayedMarket.Bit(unlock.Slot)), "slots taken");
    }

    // Whatever was on its way when the homeowner said so, and whatever comes after.
    private static void NobodyIsLetInOrKeepsTheContact(PlayedMarket market, Dictionary<UnlockId, UnlockState> before)
    {
        market.Unlocks.ShouldAllBe(unlock => before.ContainsKey(unlock.Id));
        market.Unlocks.ShouldAllBe(unlock => unlock.State != Paid || before[unlock.Id] == Paid);
        market.Contacts.ShouldAllBe(contact => contact.Name == null && contact.Phone == null && contact.WithdrawnAt != null);
    }

    private static void PaidIsWhatIsShownAndTold(PlayedMarket market, List<UnlockPaid> told)
    {
        var paid = market.Unlocks.Where(unlock => unlock.State is Paid).Select(unlock => unlock.Id).ToHashSet();
        market.Contacts.Select(contact => contact.UnlockId).ShouldBe(paid, ignoreOrder: true);
        told.Select(fact => fact.Unlock).ShouldBe(paid, ignoreOrder: true);
    }
}
