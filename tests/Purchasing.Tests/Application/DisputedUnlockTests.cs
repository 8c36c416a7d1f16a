using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

public sealed class DisputedUnlockTests(PurchasingDatabase database) : MoneyBackTest(database)
{
    [Theory]
    [InlineData(true, "paid")]
    [InlineData(false, "charged-back")]
    public async Task A_dispute_hides_the_contact_and_its_end_shows_it_again_or_never(bool won, string state)
    {
        var (me, listing, unlock) = await Sold(capacity: 1);

        (await HearDisputed(me, unlock)).IsFailure.ShouldBeFalse();
        (await See(me, unlock)).Value.Contact.ShouldBeNull();
        (await State(unlock)).ShouldBe("disputed");
        (await GiveBack(unlock)).Error.Code.ShouldBe("billing.disputed");

        (await HearDecided(me, unlock, won)).IsFailure.ShouldBeFalse();
        var seen = (await See(me, unlock)).Value;
        (seen.State, seen.Contact is not null).ShouldBe((state, won));

        // Whatever the bank says, nobody else gets the slot.
        (await Slots(listing)).ShouldBe(0b1);
        (await Start(await AddContractor(), listing)).Error.Code.ShouldBe("purchasing.lead-sold-out");
    }

    [Theory]
    [InlineData(true, "paid")]
    [InlineData(false, "charged-back")]
    public async Task News_of_a_dispute_in_any_order_and_any_number_ends_the_same(bool won, string state)
    {
        foreach (var order in new[] { "dc", "cd", "dcdc", "ccdd", "cdcd" })
        {
            var (me, _, unlock) = await Sold();
            foreach (var news in order) (await (news is 'd' ? HearDisputed(me, unlock) : HearDecided(me, unlock, won))).IsFailure.ShouldBeFalse();
            (await State(unlock)).ShouldBe(state, order);
        }
    }

    [Fact]
    public async Task News_of_a_dispute_before_the_news_of_its_payment_is_told_again_later()
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing)).Value;

        (await HearDisputed(me, started.Id)).Error.Code.ShouldBe("purchasing.unlock-not-settled");
        (await HearDecided(me, started.Id, won: false)).Error.Code.ShouldBe("purchasing.unlock-not-settled");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Money_that_bought_nothing_waits_for_the_bank_s_decision(bool won)
    {
        var (me, listing) = (await AddContractor(), await AddListing());
        var started = (await Start(me, listing)).Value;
        Others.RefundsRefused = "billing.disputed";
        (await Pay(me, started, cents: 1)).IsFailure.ShouldBeFalse();
        (await State(started.Id)).ShouldBe("refunding");

        Others.RefundsRefused = null;
        (await HearDecided(me, started.Id, won)).IsFailure.ShouldBeFalse();

        (await State(started.Id), RefundOf(started.Id)).ShouldBe(("refunded", won ? "mismatch" : null));
    }
}
