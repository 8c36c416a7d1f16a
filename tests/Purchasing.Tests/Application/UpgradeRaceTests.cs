using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>An upgrader, other buyers, payments and refunds at the same instant, on connections of their own.</summary>
public sealed class UpgradeRaceTests(PurchasingDatabase database) : UpgradeTest(database)
{
    private const int Twenty = 20;

    // One runner may be ahead twenty times on a busy machine; not two hundred times.
    private const int UntilBothHaveWon = 200;

    [Fact]
    public async Task Twenty_clicks_at_once_are_one_upgrade()
    {
        var (me, listing, lead) = await Sold();

        var clicks = await Task.WhenAll(Enumerable.Range(0, Twenty).Select(_ => Task.Run(() => Upgrade(me, lead))));

        clicks.ShouldAllBe(click => !click.IsFailure);
        clicks.Select(click => click.Value.Id).Distinct().ShouldHaveSingleItem();
        (await Count("unlocks"), await Slots(listing)).ShouldBe((2L, 0b111));
    }

    [Fact]
    public async Task A_buyer_and_an_upgrader_who_meet_have_the_lead_either_shared_or_exclusive()
    {
        var wins = new HashSet<bool>();
        for (var round = 0; round < Twenty || (wins.Count < 2 && round < UntilBothHaveWon); round++)
        {
            var (me, listing, lead) = await Sold();
            var rivals = new List<ContractorId>();
            for (var i = 0; i < 4; i++) rivals.Add(await AddContractor());
            var first = round % 2 == 0 ? Task.Run(() => Upgrade(me, lead)) : null;
            var buying = rivals.Select(rival => Task.Run(() => Start(rival, listing))).ToList();
            var answer = await (first ?? Task.Run(() => Upgrade(me, lead)));

            var upgraded = !answer.IsFailure;
            var bought = (await Task.WhenAll(buying)).Count(start => !start.IsFailure);

            bought.ShouldBe(upgraded ? 0 : 2, $"round {round}");
            (await Slots(listing)).ShouldBe(0b111);
            if (!upgraded) answer.Error.Code.ShouldBe("purchasing.slot-taken");
            wins.Add(upgraded);
        }

        wins.Count.ShouldBe(2, "both win now and then, or they did not meet");
    }

    [Fact]
    public async Task A_payment_of_the_upgrade_and_a_refund_of_the_lead_meet_and_no_money_is_kept()
    {
        for (var round = 0; round < Twenty; round++)
        {
            var (me, listing, lead, upgrade) = await Upgrading();
            Func<Task<Result>> pay = () => Pay(me, upgrade);
            Func<Task<Result>> giveBack = () => GiveBack(lead, "return");
            (await Task.WhenAll((round % 2 == 0 ? new[] { pay, giveBack } : [giveBack, pay]).Select(act => Task.Run(act)))).ShouldAllBe(outcome => !outcome.IsFailure);

            await HearRefunded(me, lead, "return");
            await SweepLater();
            var cause = RefundOf(upgrade.Id);
            cause.ShouldBeOneOf("return", "lead-gone");
            await HearRefunded(me, upgrade.Id, cause!);

            (await State(lead), await State(upgrade.Id), await Slots(listing)).ShouldBe(("refunded", "refunded", 0), $"round {round}");
        }
    }

    // Either locks the purchase of the lead first: the other order would be a deadlock.
    [Fact]
    public async Task News_of_both_purchases_at_once_waits_for_one_another_and_ends_the_same()
    {
        for (var round = 0; round < Twenty; round++)
        {
            var (me, listing, lead, upgrade) = await Upgraded();

            var heard = await Task.WhenAll(
                Task.Run(() => HearRefunded(me, lead)), Task.Run(() => HearRefunded(me, upgrade.Id)), Task.Run(() => Tell(me, upgrade)),
                Task.Run(() => HearDecided(me, upgrade.Id, won: true)), Task.Run(() => HearDisputed(me, lead)));

            heard.ShouldAllBe(outcome => !outcome.IsFailure);
            (await State(lead), await State(upgrade.Id), await Slots(listing)).ShouldBe(("refunded", "refunded", 0), $"round {round}");
        }
    }

    [Fact]
    public async Task An_upgrade_and_the_homeowner_meet_and_the_slots_are_given_back_or_never_taken()
    {
        for (var round = 0; round < Twenty; round++)
        {
            var (me, listing, lead) = await Sold();
            var request = new CloseRequest(await LeadOf(listing));
            var upgrading = Task.Run(() => Upgrade(me, lead));
            (await AsHomeowner(request)).IsFailure.ShouldBeFalse();
            await upgrading;

            await Sweep();
            await SweepLater();

            (await Slots(listing)).ShouldBe(0b001, $"round {round}");
            (await Upgrade(me, lead)).Error.Code.ShouldBe("purchasing.lead-closed");
        }
    }
}
