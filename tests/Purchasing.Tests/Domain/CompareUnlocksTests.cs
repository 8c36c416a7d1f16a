using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Reconciliation;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>Each state of an unlock against each state of its money.</summary>
public sealed class CompareUnlocksTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly UnlockId _unlock = UnlockId.New(Now);

    [Theory]
    [InlineData("reserved")]
    [InlineData("opening")]
    [InlineData("open")]
    [InlineData("cancelling")]
    [InlineData("expired")]
    public void What_was_not_paid_is_not_settled(string state)
    {
        Judge(state, null).ShouldBeNull();
        Judge(state, Money(settled: 0, isSettled: false)).ShouldBeNull();
        Judge(state, Money()).ShouldBe("unlock-unpaid");
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("refund-pending")]
    [InlineData("refund-failed")]
    [InlineData("disputed")]
    [InlineData("charged-back")]
    [InlineData("refunding")]
    [InlineData("refunded")]
    public void Whoever_sees_a_contact_or_was_to_get_money_back_has_paid(string state)
    {
        Judge(state, null).ShouldBe("unlock-unsettled");
        Judge(state, Money(settled: 0, isSettled: false)).ShouldBe("unlock-unsettled");
    }

    [Theory]
    [InlineData("paid", 0, null)]
    [InlineData("paid", 1000, null)]
    [InlineData("paid", 3334, "unlock-refunded")]
    [InlineData("refund-pending", 0, null)]
    [InlineData("refund-pending", 3334, null)]
    [InlineData("refund-failed", 0, null)]
    [InlineData("refunded", 3334, null)]
    [InlineData("refunded", 1000, "unlock-unrefunded")]
    [InlineData("refunding", 3334, null)]
    [InlineData("disputed", 0, "unlock-disputed")]
    public void What_went_back_whole_is_not_paid_any_more(string state, long refunded, string? difference) =>
        Judge(state, Money(refunded: refunded)).ShouldBe(difference);

    [Theory]
    [InlineData("paid", "unlock-disputed")]
    [InlineData("disputed", null)]
    [InlineData("charged-back", null)]
    public void What_a_bank_took_is_frozen(string state, string? difference) => Judge(state, Money(disputed: true)).ShouldBe(difference);

    [Fact]
    public void Another_amount_than_its_price_bought_nothing() => Judge("paid", Money(settled: 3333)).ShouldBe("unlock-amount");

    [Fact]
    public void What_a_coupon_paid_whole_moved_no_money()
    {
        Judge("paid", Money(settled: 0), total: 0).ShouldBeNull();
        Judge("refunded", Money(settled: 0), total: 0).ShouldBeNull();
    }

    [Fact]
    public void Money_for_an_unlock_that_is_not_there_is_found()
    {
        var orphan = Money();

        CompareUnlocks.Between([], [orphan], before: null).ShouldHaveSingleItem()
            .ShouldBe(new Difference("unlock-missing", orphan.Purchase.ToString(), "no unlock", "paid 33.34", "remedy.give-back-at-stripe"));
    }

    [Fact]
    public void What_changed_a_moment_ago_is_left_for_the_next_time() =>
        CompareUnlocks.Between([Standing("open", 3334)], [Money()], before: Now.AddMinutes(-1)).ShouldBeEmpty();

    private string? Judge(string state, PurchasePosition? money, long total = 3334) =>
        CompareUnlocks.Between([Standing(state, total)], money is null ? [] : [money], before: null).SingleOrDefault()?.Kind;

    private UnlockStanding Standing(string state, long total) => new(_unlock, state, total, Now);

    private PurchasePosition Money(long settled = 3334, long refunded = 0, bool disputed = false, bool isSettled = true) =>
        new(_unlock.AsPurchase(), isSettled, settled, refunded, disputed, Now);
}
