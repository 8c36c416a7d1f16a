using System.Numerics;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Tests.Properties;
using static LeadMarket.Purchasing.Domain.UnlockState;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>Workers, webhooks and impatient buyers may take the steps of a purchase in any order, and again.</summary>
public sealed class AnyOrderOfStepsTests
{
    private const int Contractors = Town.Contractors;

    // Every step there is; what is not listed is never reached.
    private static readonly Dictionary<UnlockState, UnlockState[]> Steps = new()
    {
        [Reserved] = [Opening, Cancelling, Refunding],
        [Opening] = [Open, Processing, Cancelling, Paid, Refunding],
        [Open] = [Processing, Cancelling, Paid, Refunding],
        // Expired, when news that the checkout is closed overtook news that its money was on its way.
        [Processing] = [Cancelling, Expired, Paid, Refunding],
        [Cancelling] = [Processing, Expired, Paid, Refunding],
        [Expired] = [Paid, Refunding],
        [Refunding] = [Refunded],
        [Paid] = [RefundPending, Refunded, Disputed, ChargedBack],
        [RefundPending] = [Paid, Disputed, RefundFailed, Refunded, ChargedBack],
        [RefundFailed] = [RefundPending, Refunded, ChargedBack],
        // An upgrade won back from the bank follows its lead, whose money is back already.
        [Disputed] = [Paid, RefundPending, Refunded, ChargedBack],
        [ChargedBack] = [Refunded],
        [Refunded] = [],
    };

    private readonly HashSet<UnlockState> _reached = [];

    // Of the first contractor: reserve, price, pay, upgrade, price.
    private static readonly byte[] UpgradeBegun = [0, 2 * Contractors, 8 * Contractors, 34 * Contractors, 2 * Contractors];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void No_order_of_steps_oversells_forgets_a_slot_takes_back_what_was_paid_or_revives_what_has_ended(int capacity, bool upgrading)
    {
        // FsCheck prints the seed of a failure, and shrinks the steps to the fewest that still fail.
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps => Play(steps, capacity, upgrading).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(120));

        // What is never reached proves nothing. A refund that a card refuses is too rare here to be asked of every run.
        Steps.Keys.Except(_reached).ShouldBeSubsetOf([RefundFailed]);
    }

    private async Task Play(byte[] steps, int capacity, bool upgrading)
    {
        var market = new OneLead(capacity);
        // The first contractor has bought the lead and asked for the other slots: chance alone seldom comes that far.
        foreach (var step in upgrading ? [.. UpgradeBegun, .. steps] : steps)
        {
            var before = market.Unlocks.ToDictionary(unlock => unlock.Id, unlock => unlock.State);
            await Take(market, step);

            foreach (var unlock in market.Unlocks.Where(unlock => before.TryGetValue(unlock.Id, out var was) && was != unlock.State))
                Steps[before[unlock.Id]].ShouldContain(unlock.State, $"from {before[unlock.Id]}");
            _reached.UnionWith(market.Unlocks.Select(unlock => unlock.State));
            SlotsBelongToWhoHoldsThem(market);
            WhatWasPaidWasToldAndIsShownWhilePaid(market);
            NobodyBuysTwice(market);
            WhatIsExclusiveHasOneBuyer(market);
            if (market.Listing.WithdrawnAt is not null) NobodyIsLetInOrKeepsTheContact(market, before);
        }
    }

    // The low bits say who, the rest what: evenly, so that buyers meet.
    private static Task Take(OneLead market, byte step)
    {
        if (step == byte.MaxValue) return market.Withdraw();
        var (contractor, move) = (step % Contractors, step / Contractors);
        if (move is 0 or 1 or 32 or 33) return market.Reserve(contractor);
        // The upper half does to the purchase before the latest, a lead and its upgrade say, what the lower does to the latest.
        var earlier = move is (> 9 and < 16) or > 44;
        var unlock = market.UnlockOf(contractor, earlier);
        if (move > 44) move -= 32;
        return (unlock, move) switch
        {
            (null, _) => Task.CompletedTask,
            (_, 34 or 35 or 36) => market.Upgrade(unlock),
            (_, 2 or 3 or 37 or 38) => market.Price(unlock),
            (_, 4) => market.Open(unlock),
            (_, 39 or 40) => market.Process(unlock),
            (_, 41) => market.Cancel(unlock, checkoutClosed: true),
            (_, 5 or 10) => market.Cancel(unlock),
            (_, 6 or 7 or 11) => market.Release(unlock),
            (_, 8 or 12 or 13 or 29 or 42 or 43 or 44) => market.Pay(unlock),
            (_, 9) => market.Pay(unlock, cents: 1),
            (_, 16 or 17) => market.BeginRefund(unlock, "goodwill"),
            (_, 18) => market.BeginRefund(unlock, "return"),
            (_, 19) => market.AnswerRefund(unlock, "goodwill", taken: true),
            (_, 20) => market.AnswerRefund(unlock, "return", taken: false),
            (_, 21) => market.AnswerRefund(unlock, "goodwill", taken: false),
            (_, 22 or 23) => Fail(unlock),
            (_, 24) => market.Freeze(unlock, "du_1"),
            (_, 25) => market.Freeze(unlock, "du_2"),
            (_, 26) => market.CloseDispute(unlock, "du_1", won: true),
            (_, 27) => market.CloseDispute(unlock, "du_2", won: true),
            (_, 28) => market.CloseDispute(unlock, "du_2", won: false),
            _ => market.MarkRefunded(unlock),
        };
    }

    private static Task Fail(Unlock unlock)
    {
        unlock.FailRefund(new RefundCause("goodwill"), Samples.Noon);
        return Task.CompletedTask;
    }

    private static void SlotsBelongToWhoHoldsThem(OneLead market)
    {
        var holders = market.Unlocks.Where(unlock => unlock.State.IsActive()).ToList();
        holders.Where(unlock => !unlock.IsUpgrade).Select(unlock => unlock.ContractorId).ShouldBeUnique();
        holders.Sum(unlock => BitOperations.PopCount((uint)unlock.Slots)).ShouldBe(BitOperations.PopCount((uint)market.Slots), "each slot has one holder");
        market.Slots.ShouldBe(holders.Aggregate(0, (slots, unlock) => slots | unlock.Slots), "slots taken");
        market.Slots.ShouldBeInRange(0, market.AllSlots);
    }

    // Whatever was on its way when the homeowner said so, and whatever comes after.
    private static void NobodyIsLetInOrKeepsTheContact(OneLead market, Dictionary<UnlockId, UnlockState> before)
    {
        Holds(market.Unlocks, unlock => before.ContainsKey(unlock.Id));
        Holds(market.Unlocks, unlock => unlock.State is not Paid || before[unlock.Id] is Paid or Disputed or RefundPending);
        Holds(market.Contacts, contact => contact is { Name: null, Phone: null, WithdrawnAt: not null });
    }

    // Told once and for ever; the copy goes with the money, and with nothing else but the homeowner's own wish.
    private static void WhatWasPaidWasToldAndIsShownWhilePaid(OneLead market)
    {
        var paid = market.Unlocks.Where(unlock => unlock.PaidAt is not null).ToDictionary(unlock => unlock.Id);
        market.Contacts.Select(contact => contact.UnlockId).ShouldBe(paid.Values.Where(unlock => !unlock.IsUpgrade).Select(unlock => unlock.Id), ignoreOrder: true);
        market.Told.ShouldBe(paid.Keys, ignoreOrder: true);
        Holds(market.Contacts, contact => contact.WithdrawnAt is not null == (paid[contact.UnlockId].State is Refunded || market.Listing.WithdrawnAt is not null));
        Holds(market.Unlocks, unlock => unlock.State is not Paid || unlock.OpenDisputes.Length == 0);
    }

    // Who has had the contact and the money back does not get it again.
    private static void NobodyBuysTwice(OneLead market) =>
        market.Unlocks.Where(unlock => unlock.PaidAt is not null && !unlock.IsUpgrade).Select(unlock => unlock.ContractorId).ShouldBeUnique();

    // One upgrade at a time, of all that its lead does not hold; and none is kept without its lead.
    private static void WhatIsExclusiveHasOneBuyer(OneLead market)
    {
        var upgrades = market.Unlocks.Where(unlock => unlock.IsUpgrade).ToList();
        upgrades.Count(unlock => unlock.State.IsActive()).ShouldBeLessThanOrEqualTo(1);
        foreach (var upgrade in upgrades)
        {
            var lead = market.Unlocks.Single(unlock => unlock.Id == upgrade.Upgrades);
            (lead.ContractorId, lead.Slots | upgrade.Slots, lead.Slots & upgrade.Slots).ShouldBe((upgrade.ContractorId, market.AllSlots, 0));
            if (upgrade.State is Paid) lead.State.ShouldNotBe(Refunded);
        }
    }

    // ShouldAllBe compiles its expression anew at each of a hundred thousand steps.
    private static void Holds<T>(IEnumerable<T> all, Func<T, bool> rule, [CallerArgumentExpression(nameof(rule))] string? said = null) =>
        all.All(rule).ShouldBeTrue(said);
}
