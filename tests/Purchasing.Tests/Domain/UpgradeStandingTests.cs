using LeadMarket.Purchasing.Domain;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>Which leads can be made exclusive.</summary>
public sealed class UpgradeStandingTests
{
    private static readonly UpgradeStanding Fresh = new(UnlockState.Paid, Upgrade: null, Withdrawn: false, ContactGone: false, Expired: false, Capacity: 3, PaidCents: 2900, ExclusiveCents: 7900);

    [Fact]
    public void A_paid_lead_that_is_still_for_sale_can_be() => Fresh.Refusal.ShouldBeNull();

    [Theory]
    [InlineData("Reserved")]
    [InlineData("Open")]
    [InlineData("Processing")]
    [InlineData("Expired")]
    [InlineData("Disputed")]
    [InlineData("RefundPending")]
    [InlineData("RefundFailed")]
    [InlineData("Refunded")]
    [InlineData("ChargedBack")]
    public void A_lead_that_is_not_paid_for_or_not_any_more_cannot(string lead) =>
        (Fresh with { Lead = Enum.Parse<UnlockState>(lead) }).Refusal.ShouldBe(UpgradeErrors.NotUpgradable);

    [Theory]
    [InlineData(2900L, true)]
    [InlineData(7899L, true)]
    [InlineData(7900L, false)]
    [InlineData(9900L, false)]
    public void There_has_to_be_something_left_to_pay(long paid, bool allowed) =>
        (Fresh with { PaidCents = paid }).Refusal.ShouldBe(allowed ? null : UpgradeErrors.NotUpgradable);

    [Fact]
    public void Where_no_exclusive_lead_is_sold_none_is_made() => (Fresh with { ExclusiveCents = null }).Refusal.ShouldBe(UpgradeErrors.NotUpgradable);

    [Fact]
    public void A_lead_for_one_has_no_other_slot_to_take() => (Fresh with { Capacity = 1 }).Refusal.ShouldBe(UpgradeErrors.NotUpgradable);

    [Fact]
    public void What_its_homeowner_withdrew_or_what_has_expired_is_closed()
    {
        (Fresh with { Withdrawn = true }).Refusal.ShouldBe(ListingErrors.Closed);
        (Fresh with { Expired = true }).Refusal.ShouldBe(ListingErrors.Closed);
    }

    [Fact]
    public void Who_lost_the_contact_makes_nothing_exclusive_and_goes_on_with_nothing()
    {
        (Fresh with { ContactGone = true }).Refusal.ShouldBe(UpgradeErrors.NotUpgradable);
        (Fresh with { ContactGone = true, Upgrade = UnlockState.Open }).Refusal.ShouldBe(UpgradeErrors.NotUpgradable);
        (Fresh with { ContactGone = true, Withdrawn = true }).Refusal.ShouldBe(ListingErrors.Closed, "that says more");
    }

    [Theory]
    [InlineData("Reserved", null)]
    [InlineData("Opening", null)]
    [InlineData("Open", null)]
    [InlineData("Processing", null)]
    [InlineData("Cancelling", "purchasing.unlock-ending")]
    [InlineData("Paid", "purchasing.not-upgradable")]
    [InlineData("Disputed", "purchasing.not-upgradable")]
    [InlineData("RefundPending", "purchasing.not-upgradable")]
    [InlineData("ChargedBack", "purchasing.not-upgradable")]
    public void One_that_is_under_way_is_gone_on_with_and_one_that_is_bought_is_enough(string upgrade, string? refusal) =>
        ((Fresh with { Upgrade = Enum.Parse<UnlockState>(upgrade) }).Refusal?.Code).ShouldBe(refusal);

    [Fact]
    public void Whoever_holds_the_slots_may_still_pay_when_the_lead_expires_and_not_when_it_is_withdrawn()
    {
        var open = Fresh with { Upgrade = UnlockState.Open };

        (open with { Expired = true }).Refusal.ShouldBeNull();
        (open with { Withdrawn = true }).Refusal.ShouldBe(ListingErrors.Closed);
    }
}
