using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Operators, Billing's news and buyers at the same instant, on connections of their own.</summary>
public sealed class RefundRaceTests(PurchasingDatabase database) : MoneyBackTest(database)
{
    private const int Twenty = 20;

    [Fact]
    public async Task Twenty_refunds_for_different_causes_at_once_are_one_refund()
    {
        var (me, listing, unlock) = await Sold(capacity: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, Twenty).Select(number => Task.Run(() => GiveBack(unlock, $"cause-{number}"))));

        answers.Count(answer => !answer.IsFailure).ShouldBe(1);
        answers.Where(answer => answer.IsFailure).ShouldAllBe(answer => answer.Error.Code == "purchasing.not-refundable");
        RefundOf(unlock)!.ShouldNotContain("+");

        var told = await Task.WhenAll(Enumerable.Range(0, Twenty).Select(_ => Task.Run(() => HearRefunded(me, unlock, RefundOf(unlock)!))));
        told.ShouldAllBe(heard => !heard.IsFailure);
        (await State(unlock), await Slots(listing)).ShouldBe(("refunded", 0));
    }

    // Given back twice, a slot would be taken from whoever had it by then.
    [Fact]
    public async Task A_slot_given_back_once_is_not_taken_from_its_next_holder()
    {
        var (me, listing, unlock) = await Sold(capacity: 1);
        await GiveBack(unlock);
        await HearRefunded(me, unlock);
        var next = await AddContractor();
        await Buy(next, listing);

        await Task.WhenAll(Enumerable.Range(0, Twenty).Select(number => Task.Run(() => number % 2 == 0 ? HearRefunded(me, unlock) : GiveBack(unlock))));

        (await Slots(listing)).ShouldBe(0b1);
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
    }

    [Fact]
    public async Task A_refund_and_its_own_news_meet_in_both_orders_and_end_the_same()
    {
        for (var round = 0; round < Twenty; round++)
        {
            var (me, listing, unlock) = await Sold();
            Func<Task<Result>> ask = () => GiveBack(unlock);
            Func<Task<Result>> hear = () => HearRefunded(me, unlock);
            await Task.WhenAll((round % 2 == 0 ? new[] { ask, hear } : [hear, ask]).Select(act => Task.Run(act)));

            (await State(unlock), await Slots(listing), await CopyIsKept(unlock)).ShouldBe(("refunded", 0, false), $"round {round}");
        }
    }

    [Fact]
    public async Task The_payment_told_again_while_its_money_goes_back_delivers_nothing()
    {
        for (var round = 0; round < Twenty; round++)
        {
            var (me, listing, unlock) = await Sold();
            var seen = (await See(me, unlock)).Value;
            Others.RefundsAre = RefundProgress.Pending;
            await GiveBack(unlock);

            await Task.WhenAll(Task.Run(() => Tell(me, seen)), Task.Run(() => HearRefunded(me, unlock)), Task.Run(() => Tell(me, seen)));

            (await State(unlock), await Slots(listing), await CopyIsKept(unlock), RefundOf(unlock)).ShouldBe(("refunded", 0, false, "goodwill"));
            (await Announced(unlock)).ShouldBe(1);
        }
    }
}
