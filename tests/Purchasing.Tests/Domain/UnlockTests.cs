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

    [Theory]
    [InlineData("Reserved", "Opening", true)]
    [InlineData("Opening", "Opening", true)]
    [InlineData("Open", "Open", true)]
    [InlineData("Processing", "Processing", false)]
    [InlineData("Cancelling", "Cancelling", false)]
    [InlineData("Expired", "Expired", false)]
    [InlineData("Paid", "Paid", false)]
    [InlineData("Refunding", "Refunding", false)]
    [InlineData("Refunded", "Refunded", false)]
    [InlineData("Disputed", "Disputed", false)]
    [InlineData("ChargedBack", "ChargedBack", false)]
    [InlineData("RefundPending", "RefundPending", false)]
    [InlineData("RefundFailed", "RefundFailed", false)]
    public void Freezing_the_price(string from, string to, bool allowed) =>
        Judge(from, to, allowed, UnlockErrors.AlreadyEnded, unlock => unlock.FreezePrice(Samples.Charge(), Later));

    [Theory]
    [InlineData("Reserved", "Reserved", false)]
    [InlineData("Opening", "Open", true)]
    [InlineData("Open", "Open", true)]
    [InlineData("Processing", "Processing", false)]
    [InlineData("Cancelling", "Cancelling", false)]
    [InlineData("Expired", "Expired", false)]
    [InlineData("Paid", "Paid", false)]
    [InlineData("Refunding", "Refunding", false)]
    [InlineData("Refunded", "Refunded", false)]
    [InlineData("Disputed", "Disputed", false)]
    [InlineData("ChargedBack", "ChargedBack", false)]
    [InlineData("RefundPending", "RefundPending", false)]
    [InlineData("RefundFailed", "RefundFailed", false)]
    public void Opening_the_checkout(string from, string to, bool allowed) =>
        Judge(from, to, allowed, UnlockErrors.AlreadyEnded, unlock => unlock.Open(Samples.Checkout));

    [Theory]
    [InlineData("Reserved", "Cancelling")]
    [InlineData("Opening", "Cancelling")]
    [InlineData("Open", "Cancelling")]
    [InlineData("Processing", "Processing")]
    [InlineData("Cancelling", "Cancelling")]
    [InlineData("Expired", "Expired")]
    [InlineData("Paid", "Paid")]
    [InlineData("Refunding", "Refunding")]
    [InlineData("Refunded", "Refunded")]
    [InlineData("Disputed", "Disputed")]
    [InlineData("ChargedBack", "ChargedBack")]
    [InlineData("RefundPending", "RefundPending")]
    [InlineData("RefundFailed", "RefundFailed")]
    public void Cancelling(string from, string to) => Judge(from, to, unlock => unlock.Cancel(Later));

    [Theory]
    [InlineData("Reserved", "Reserved", false)]
    [InlineData("Opening", "Opening", false)]
    [InlineData("Open", "Open", false)]
    [InlineData("Processing", "Expired", true)]
    [InlineData("Cancelling", "Expired", true)]
    [InlineData("Expired", "Expired", false)]
    [InlineData("Paid", "Paid", false)]
    [InlineData("Refunding", "Refunding", false)]
    [InlineData("Refunded", "Refunded", false)]
    [InlineData("Disputed", "Disputed", false)]
    [InlineData("ChargedBack", "ChargedBack", false)]
    [InlineData("RefundPending", "RefundPending", false)]
    [InlineData("RefundFailed", "RefundFailed", false)]
    public void Expiring_answers_whether_the_slot_has_to_go_back(string from, string to, bool goesBack) =>
        Judge(from, to, unlock => unlock.Expire(Later).ShouldBe(goesBack));

    // Without a price nothing can have been asked for; money on its way back is no sale any more.
    [Theory]
    [InlineData("Reserved", "Reserved", false)]
    [InlineData("Opening", "Paid", true)]
    [InlineData("Open", "Paid", true)]
    [InlineData("Processing", "Paid", true)]
    [InlineData("Cancelling", "Paid", true)]
    [InlineData("Expired", "Paid", true)]
    [InlineData("Paid", "Paid", false)]
    [InlineData("Refunding", "Refunding", false)]
    [InlineData("Refunded", "Refunded", false)]
    [InlineData("Disputed", "Disputed", false)]
    [InlineData("ChargedBack", "ChargedBack", false)]
    [InlineData("RefundPending", "RefundPending", false)]
    [InlineData("RefundFailed", "RefundFailed", false)]
    public void Taking_a_payment(string from, string to, bool raises)
    {
        var unlock = In(Enum.Parse<UnlockState>(from));

        // An illegal move may throw or do nothing; what counts is where it leaves the unlock.
        _ = Record.Exception(() => unlock.MarkPaid(Later));

        unlock.State.ShouldBe(Enum.Parse<UnlockState>(to));
        unlock.TakeEvents().OfType<UnlockPaid>().Count().ShouldBe(raises ? 1 : 0);
    }

    [Theory]
    [InlineData("Reserved", "Refunding")]
    [InlineData("Opening", "Refunding")]
    [InlineData("Open", "Refunding")]
    [InlineData("Processing", "Refunding")]
    [InlineData("Cancelling", "Refunding")]
    [InlineData("Expired", "Refunding")]
    [InlineData("Paid", "Paid")]
    [InlineData("Refunding", "Refunding")]
    [InlineData("Refunded", "Refunded")]
    [InlineData("Disputed", "Disputed")]
    [InlineData("ChargedBack", "ChargedBack")]
    [InlineData("RefundPending", "RefundPending")]
    [InlineData("RefundFailed", "RefundFailed")]
    public void Sending_money_back(string from, string to) => Judge(from, to, unlock => _ = Record.Exception(() => unlock.SendMoneyBack(RefundCause.Late, Later)));

    [Theory]
    [InlineData("Reserved", "Reserved", false)]
    [InlineData("Opening", "Opening", false)]
    [InlineData("Open", "Open", false)]
    [InlineData("Processing", "Processing", false)]
    [InlineData("Cancelling", "Cancelling", false)]
    [InlineData("Expired", "Expired", false)]
    [InlineData("Refunding", "Refunded", false)]
    [InlineData("Refunded", "Refunded", false)]
    [InlineData("Paid", "Refunded", true)]
    [InlineData("Disputed", "Refunded", true)]
    [InlineData("ChargedBack", "Refunded", true)]
    [InlineData("RefundPending", "Refunded", true)]
    [InlineData("RefundFailed", "Refunded", true)]
    public void Marking_refunded_answers_whether_the_slot_has_to_go_back(string from, string to, bool goesBack) =>
        Judge(from, to, unlock => unlock.MarkRefunded(Later).ShouldBe(goesBack));

    [Theory]
    [InlineData("Reserved", true)]
    [InlineData("Opening", true)]
    [InlineData("Open", true)]
    [InlineData("Processing", false)]
    [InlineData("Cancelling", true)]
    [InlineData("Expired", false)]
    [InlineData("Paid", false)]
    [InlineData("Refunding", false)]
    [InlineData("Refunded", false)]
    [InlineData("Disputed", false)]
    [InlineData("ChargedBack", false)]
    [InlineData("RefundFailed", false)]
    public void The_sweeper_has_business_with_what_is_under_way_alone(string state, bool due)
    {
        var unlock = In(Enum.Parse<UnlockState>(state));

        unlock.Postpone(Later);

        unlock.DueAt.ShouldBe(due ? Later : null);
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
        var unlock = In(UnlockState.Open);

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
        var unlock = In(UnlockState.Open);

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

    private static void Judge(string from, string to, bool allowed, Error refusal, Func<Unlock, Result> move) => Judge(from, to, unlock =>
    {
        var outcome = move(unlock);
        outcome.IsFailure.ShouldBe(!allowed);
        if (!allowed) outcome.Error.ShouldBe(refusal);
    });

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
        if (state is UnlockState.Processing) unlock.MarkProcessing();
        if (state is UnlockState.Cancelling or Expired) unlock.Cancel(Samples.Noon);
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
