using LeadMarket.Infrastructure.Actors;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Tests.LeadWork;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Returns;

/// <summary>The sum that staff read before they approve a return: what the contractor gets back, before tax.</summary>
public sealed class ReturnCaseTests(PurchasingDatabase database) : LeadWorkTest(database)
{
    [Fact]
    public async Task A_paid_upgrade_is_part_of_the_price_before_the_decision_and_after_it()
    {
        var (me, unlock) = await BoughtOne();
        var upgrade = (await As(me, new StartUpgrade(me, unlock, Samples.ReturnTo))).Value;
        await Pay(me, upgrade);
        var review = await AskAndJudge(me, unlock);
        (await Seen()).Price.ShouldBe(Samples.Cad(7900), "29.00, and 50.00 for being the only one");
        (await Seen()).Purchases.ShouldBe([unlock, upgrade.Id], ignoreOrder: true);

        (await Database.Send(Actor.Staff, new DecideReturn(review.Id, Approve: true, null))).IsFailure.ShouldBeFalse();
        await HearApproved(review.Id);
        await HearRefunded(me, unlock, "return");
        await Sweep();
        await HearRefunded(me, upgrade.Id, "return");

        (await State(upgrade.Id)).ShouldBe("refunded");
        (await Seen()).Price.ShouldBe(Samples.Cad(7900));
    }

    [Fact]
    public async Task An_upgrade_that_was_never_paid_is_not()
    {
        var (me, unlock) = await BoughtOne();
        await As(me, new StartUpgrade(me, unlock, Samples.ReturnTo));
        await AskAndJudge(me, unlock);

        (await Seen()).Price.ShouldBe(Samples.Cad(2900));
        (await Seen()).Purchases.ShouldBe([unlock]);
    }

    [Fact]
    public async Task Staff_read_the_latest_hundred_tries_however_many_there_are()
    {
        var (me, unlock) = await BoughtOne();
        await Database.Truth<object>("""
            insert into purchasing.contact_attempts (unlock_id, id, contractor_id, way, outcome, attempted_at)
            select @id, gen_random_uuid(), @me, 'call', 'no-answer', @at + number * interval '1 minute' from generate_series(1, 5000) number
            """, new { id = unlock.Value, me = me.Value, at = Samples.Noon });
        await AskAndJudge(me, unlock);

        var read = (await Seen()).Attempts;
        (read.Count, read[0].At, read[^1].At).ShouldBe((100, Samples.Noon.AddMinutes(4901), Samples.Noon.AddMinutes(5000)));
        (await Open(me, unlock)).Attempts.Count.ShouldBe(100);
    }

    private async Task<ReturnCase> Seen() => (await Database.Send(Actor.Staff, new ListReturns(Waiting: false))).Value.Items.ShouldHaveSingleItem();
}
