using System.Runtime.CompilerServices;
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
        [Paid] = [RefundPending, Refunded, Disputed, ChargedBack],
        [RefundPending] = [Paid, Disputed, RefundFailed, Refunded, ChargedBack],
        [RefundFailed] = [RefundPending, Refunded, ChargedBack],
        [Disputed] = [Paid, Refunded, ChargedBack],
        [ChargedBack] = [Refunded],
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
            WhatWasPaidWasToldAndIsShownWhilePaid(market, told);
            NobodyBuysTwice(market);
            if (market.Listing.WithdrawnAt is not null) NobodyIsLetInOrKeepsTheContact(market, before);
        }
    }

    // The low bits say who, the rest what: evenly, so that buyers meet.
    private static Task Take(PlayedMarket market, byte step)
    {
        if (step == byte.MaxValue) return market.Withdraw();
        var (contractor, move) = (step % Contractors, step / Contractors % 32);
        if (move is 0 or 1) return market.Reserve(contractor);
        var unlock = market.UnlockOf(contractor, earlier: move is > 9 and < 16);
        return (unlock, move) switch
        {
            (null, _) => Task.CompletedTask,
            (_, 2 or 3) => market.Price(unlock),
            (_, 4) => market.Open(unlock),
            (_, 5 or 10) => market.Cancel(unlock),
            (_, 6 or 7 or 11) => market.Release(unlock),
            (_, 8 or 12 or 13) => market.Pay(unlock, Samples.Charge().Total.Cents),
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
            (_, 29) => market.Pay(unlock, Samples.Charge().Total.Cents),
            _ => market.MarkRefunded(unlock),
        };
    }

    private static Task Fail(Unlock unlock)
    {
        unlock.FailRefund(new RefundCause("goodwill"), Samples.Noon);
        return Task.CompletedTask;
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
        Holds(market.Unlocks, unlock => before.ContainsKey(unlock.Id));
        Holds(market.Unlocks, unlock => unlock.State is not Paid || before[unlock.Id] is Paid or Disputed or RefundPending);
        Holds(market.Contacts, contact => contact is { Name: null, Phone: null, WithdrawnAt: not null });
    }

    // Told once and for ever; the copy goes with the money, and with nothing else but the homeowner's own wish.
    private static void WhatWasPaidWasToldAndIsShownWhilePaid(PlayedMarket market, List<UnlockPaid> told)
    {
        var paid = market.Unlocks.Where(unlock => unlock.PaidAt is not null).ToDictionary(unlock => unlock.Id);
        market.Contacts.Select(contact => contact.UnlockId).ShouldBe(paid.Keys, ignoreOrder: true);
        told.Select(fact => fact.Unlock).ShouldBe(paid.Keys, ignoreOrder: true);
        Holds(market.Contacts, contact => contact.WithdrawnAt is not null == (paid[contact.UnlockId].State is Refunded || market.Listing.WithdrawnAt is not null));
        Holds(market.Unlocks, unlock => unlock.State is not Paid || unlock.OpenDisputes.Length == 0);
    }

    // Who has had the contact and the money back does not get it again.
    private static void NobodyBuysTwice(PlayedMarket market) =>
        market.Unlocks.Where(unlock => unlock.PaidAt is not null).Select(unlock => unlock.ContractorId).ShouldBeUnique();

    // ShouldAllBe compiles its expression anew at each of a hundred thousand steps.
    private static void Holds<T>(IEnumerable<T> all, Func<T, bool> rule, [CallerArgumentExpression(nameof(rule))] string? said = null) =>
        all.All(rule).ShouldBeTrue(said);
}
