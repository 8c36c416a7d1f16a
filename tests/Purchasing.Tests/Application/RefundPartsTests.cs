using LeadMarket.Billing.Contracts;
using LeadMarket.Purchasing.Tests.Persistence;

namespace LeadMarket.Purchasing.Tests.Application;

/// <summary>Parts of the money, and causes that were used before.</summary>
public sealed class RefundPartsTests(PurchasingDatabase database) : MoneyBackTest(database)
{
    [Fact]
    public async Task A_refund_of_a_part_changes_nothing_else()
    {
        var (me, listing, unlock) = await Sold();

        (await GiveBack(unlock, cents: 1000)).IsFailure.ShouldBeFalse();
        await HearRefunded(me, unlock, whole: false);

        var seen = (await See(me, unlock)).Value;
        (seen.State, seen.Contact is null).ShouldBe(("paid", false));
        (await Slots(listing)).ShouldBe(0b001);
    }

    [Fact]
    public async Task A_part_that_was_all_that_was_left_ends_the_sale()
    {
        var (me, listing, unlock) = await Sold();
        Others.RefundsAre = RefundProgress.Pending;

        (await GiveBack(unlock, cents: Samples.Charge().Total.Cents)).IsFailure.ShouldBeFalse();
        (await State(unlock)).ShouldBe("refund-pending");
        await HearRefunded(me, unlock);

        (await State(unlock), await Slots(listing)).ShouldBe(("refunded", 0));
    }

    // Billing knows the cause, for a part that went back earlier: of the rest nothing is on its way.
    [Theory]
    [InlineData("Done")]
    [InlineData("Pending")]
    public async Task A_refund_under_the_cause_of_an_earlier_part_is_refused_and_another_cause_is_not(string part)
    {
        var (me, _, unlock) = await Sold();
        (Others.RefundsAreParts, Others.RefundsAre) = (true, Enum.Parse<RefundProgress>(part));

        (await GiveBack(unlock)).Error.Code.ShouldBe("purchasing.cause-used");

        var seen = (await See(me, unlock)).Value;
        (seen.State, seen.Contact is null).ShouldBe(("paid", false));
        Others.RefundsAreParts = false;
        (await GiveBack(unlock, "another")).IsFailure.ShouldBeFalse();
        (await State(unlock)).ShouldBe("refund-pending");
    }

    // Billing had all that was left in hand; then a card sent back an earlier part, which is owed. Asked again, it does not say that this was all.
    [Fact]
    public async Task A_part_that_a_card_sends_back_after_all_the_rest_went_shows_the_contact_to_nobody()
    {
        var (me, _, unlock) = await Sold();
        (await GiveBack(unlock)).IsFailure.ShouldBeFalse();
        Others.RefundsAreParts = true;

        await HearDisputed(me, unlock);
        (await HearDecided(me, unlock, won: true)).IsFailure.ShouldBeFalse();

        var seen = (await See(me, unlock)).Value;
        (seen.State, seen.Contact, RefundOf(unlock)).ShouldBe(("refund-pending", null, "goodwill"));
    }

    [Fact]
    public async Task A_refund_under_a_cause_that_a_card_did_not_take_before_has_failed()
    {
        var (me, listing, unlock) = await Sold();
        Others.RefundsAre = RefundProgress.Failed;

        (await GiveBack(unlock)).IsFailure.ShouldBeFalse();

        ((await See(me, unlock)).Value.State, await Slots(listing)).ShouldBe(("refund-failed", 0b001));
        Others.RefundsAre = RefundProgress.Done;
        await GiveBack(unlock, "another");
        await HearRefunded(me, unlock, "another");
        (await State(unlock)).ShouldBe("refunded");
    }
}
