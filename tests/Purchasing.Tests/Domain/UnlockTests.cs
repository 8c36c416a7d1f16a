using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using static LeadMarket.Purchasing.Domain.UnlockState;

namespace LeadMarket.Purchasing.Tests.Domain;

public sealed partial class UnlockTests
{
    private static readonly DateTimeOffset Later = Samples.Noon.AddMinutes(1);

    [Fact]
    public void A_new_unlock_holds_its_slot_until_the_hold_ends_and_is_looked_after_before()
    {
        var unlock = In(Reserved);

        unlock.State.ShouldBe(Reserved);
        unlock.Slot.ShouldBe(2);
        unlock.HeldUntil.ShouldBe(Samples.Noon + TestMarket.Hold);
        unlock.DueAt!.Value.ShouldBeInRange(Samples.Noon, unlock.HeldUntil);
        (unlock.Charge, unlock.CheckoutUrl, unlock.EndedAt).ShouldBe((null, null, null));
        unlock.TakeEvents().ShouldBeEmpty();
    }

    [Fact]
    public void The_first_price_stands_whoever_asks_again()
    {
        var unlock = In(Opening);

        unlock.FreezePrice(Samples.Charge(discount: 2900), Later).IsFailure.ShouldBeFalse();

        unlock.Charge.ShouldBe(Samples.Charge(), EquivalentCharge);
    }

    // Billing keys refunds by the cause: a second one would give the money back twice.
    [Theory]
    [InlineData("Refunding")]
    [InlineData("Refunded")]
    public void The_first_reason_to_send_money_back_stands(string state)
    {
        var unlock = In(Enum.Parse<UnlockState>(state));

        unlock.SendMoneyBack(RefundCause.Late, Later);

        unlock.RefundCause.ShouldBe(RefundCause.Withdrawn);
    }

    [Fact]
    public void An_open_checkout_is_left_alone_until_the_end_of_the_hold()
    {
        var unlock = In(Open);

        unlock.DueAt.ShouldBe(unlock.HeldUntil);
        unlock.CheckoutUrl.ShouldBe(Samples.Checkout);
    }

    [Theory]
    [InlineData("Processing")]
    [InlineData("Cancelling")]
    [InlineData("Paid")]
    [InlineData("Refunding")]
    public void A_checkout_that_may_not_be_paid_any_more_is_not_shown(string state) =>
        In(Enum.Parse<UnlockState>(state)).CheckoutUrl.ShouldBeNull();

    [Fact]
    public void A_payment_tells_what_was_bought_by_whom_for_how_much()
    {
        var unlock = In(Open);

        unlock.MarkPaid(Later);

        unlock.TakeEvents().ShouldHaveSingleItem().ShouldBe(new UnlockPaid(unlock.Id, unlock.ListingId, unlock.ContractorId, unlock.Charge!, Later));
        unlock.EndedAt.ShouldBeNull();
    }

    [Fact]
    public void The_same_payment_again_is_not_told_again()
    {
        var unlock = In(Paid);

        unlock.MarkPaid(Later, slot: 3);

        unlock.TakeEvents().ShouldBeEmpty();
        unlock.Slot.ShouldBe(2);
    }

    [Fact]
    public void Late_money_takes_the_slot_that_was_still_free()
    {
        var unlock = In(Expired);

        unlock.MarkPaid(Later, slot: 3);

        (unlock.State, unlock.Slot, unlock.EndedAt).ShouldBe((Paid, 3, null));
    }

    private static readonly IEqualityComparer<Charge?> EquivalentCharge =
        EqualityComparer<Charge?>.Create((one, other) => one?.Total == other?.Total && one?.Discount == other?.Discount);

    private static readonly RefundCause Goodwill = new("goodwill");

    private static void Judge(string from, string to, Action<Unlock> move)
    {
        var unlock = In(Enum.Parse<UnlockState>(from));

        move(unlock);

        unlock.State.ShouldBe(Enum.Parse<UnlockState>(to));
        unlock.TakeEvents().ShouldBeEmpty();
    }

    /// <summary>An unlock in a state it came to by its own moves, with nothing left to tell.</summary>
    private static Unlock In(UnlockState state)
    {
        var unlock = Unlock.Reserve(
            ListingId.New(Samples.Noon), Samples.Contractor(), 2, Samples.Order, Samples.Noon, TestMarket.Hold);
        if (state is Reserved) return unlock;
        unlock.FreezePrice(Samples.Charge(), Samples.Noon);
        if (state is not Opening) unlock.Open(Samples.Checkout);
        if (state is Processing) unlock.MarkProcessing();
        if (state is Cancelling or Expired) unlock.Cancel(Samples.Noon);
        if (state is Expired) unlock.Expire(Samples.Noon);
        if (state is Paid or Disputed or ChargedBack or RefundPending or RefundFailed) unlock.MarkPaid(Samples.Noon);
        if (state is Disputed or ChargedBack) unlock.Freeze("du_1");
        if (state is ChargedBack) unlock.CloseDispute("du_1", won: false);
        if (state is RefundPending or RefundFailed) unlock.BeginRefund(Goodwill, toCredit: false, Samples.Noon);
        if (state is RefundFailed) unlock.FailRefund(Goodwill, Samples.Noon);
        if (state is Refunding or Refunded) unlock.SendMoneyBack(RefundCause.Withdrawn, Samples.Noon);
        if (state is Refunded) unlock.MarkRefunded(Samples.Noon);
        unlock.TakeEvents();
        unlock.State.ShouldBe(state);
        return unlock;
    }
}
