using LeadMarket.Kernel;
using LeadMarket.Purchasing.Domain;
using static LeadMarket.Purchasing.Domain.UnlockState;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>Every move, from every state. A test names the states that the move has an effect on, or answers differently; whatever it does
/// not name stays as it was.</summary>
public sealed partial class UnlockTests
{
    [Fact]
    public void Freezing_the_price() => FromEach(
        unlock => Refusal(unlock.FreezePrice(Samples.Charge(), Later)), otherwise: UnlockErrors.AlreadyEnded,
        (Reserved, Opening, null), (Opening, Opening, null), (Open, Open, null));

    [Fact]
    public void Opening_the_checkout() => FromEach(
        unlock => Refusal(unlock.Open(Samples.Checkout)), otherwise: UnlockErrors.AlreadyEnded,
        (Opening, Open, null), (Open, Open, null));

    [Fact]
    public void Keeping_a_slot_for_money_that_takes_days() => FromEach(
        unlock => unlock.MarkProcessing(),
        (Opening, Processing), (Open, Processing), (Cancelling, Processing));

    [Fact]
    public void Beginning_to_give_the_slot_back() => FromEach(
        unlock => unlock.Cancel(Later),
        (Reserved, Cancelling), (Opening, Cancelling), (Open, Cancelling));

    [Fact]
    public void A_closed_checkout_ends_what_was_processing_too() => FromEach(
        unlock => unlock.Cancel(Later, checkoutClosed: true),
        (Reserved, Cancelling), (Opening, Cancelling), (Open, Cancelling), (Processing, Cancelling));

    [Fact]
    public void Expiring_answers_whether_the_slot_has_to_go_back() => FromEach(
        unlock => unlock.Expire(Later), otherwise: false,
        (Processing, Expired, true), (Cancelling, Expired, true));

    // Without a price nothing can have been asked for; money on its way back is no sale any more, and what was paid is not told again.
    [Fact]
    public void Taking_a_payment_is_told_once() => FromEach(
        unlock =>
        {
            unlock.MarkPaid(Later);
            return unlock.TakeEvents().OfType<UnlockPaid>().Count();
        },
        otherwise: 0,
        (Opening, Paid, 1), (Open, Paid, 1), (Processing, Paid, 1), (Cancelling, Paid, 1), (Expired, Paid, 1));

    [Fact]
    public void Sending_money_back_that_bought_nothing() => FromEach(
        unlock => unlock.SendMoneyBack(RefundCause.Late, Later),
        (Reserved, Refunding), (Opening, Refunding), (Open, Refunding), (Processing, Refunding), (Cancelling, Refunding), (Expired, Refunding));

    [Fact]
    public void Beginning_a_refund() => FromEach(
        unlock => Refusal(unlock.BeginRefund(new RefundCause("return"), toCredit: true, Later)), otherwise: UnlockErrors.NotRefundable,
        (Paid, RefundPending, null), (RefundFailed, RefundPending, null), (Disputed, Disputed, UnlockErrors.Disputed));

    // What bought nothing gave its slot back when its money was sent.
    [Fact]
    public void Marking_refunded_answers_whether_the_slot_has_to_go_back() => FromEach(
        unlock => unlock.MarkRefunded(Later), otherwise: false,
        (Refunding, Refunded, false), (Paid, Refunded, true), (Disputed, Refunded, true), (ChargedBack, Refunded, true), (RefundPending, Refunded, true),
        (RefundFailed, Refunded, true));

    [Fact]
    public void A_dispute_freezes_what_is_shown() => FromEach(unlock => unlock.Freeze("du_9"), (Paid, Disputed));

    // The one that froze it is another.
    [Fact]
    public void A_dispute_that_is_won_leaves_everything_as_it_was() => FromEach(unlock =>
    {
        unlock.Freeze("du_9");
        unlock.CloseDispute("du_9", won: true);
    });

    [Fact]
    public void A_dispute_that_is_lost_ends_the_sale_or_the_way_back() => FromEach(
        unlock =>
        {
            unlock.Freeze("du_9");
            unlock.CloseDispute("du_9", won: false);
        },
        (Paid, ChargedBack), (Disputed, ChargedBack), (RefundPending, ChargedBack), (RefundFailed, ChargedBack), (Refunding, Refunded));

    [Fact]
    public void The_sweeper_has_business_with_what_is_under_way_alone() => FromEach<DateTimeOffset?>(
        unlock =>
        {
            unlock.Postpone(Later);
            return unlock.DueAt;
        },
        otherwise: null,
        (Reserved, Reserved, Later), (Opening, Opening, Later), (Open, Open, Later), (Cancelling, Cancelling, Later), (RefundPending, RefundPending, Later));

    private static void FromEach(Action<Unlock> move, params (UnlockState From, UnlockState To)[] moved) => FromEach(
        unlock =>
        {
            move(unlock);
            return true;
        },
        otherwise: true, [.. moved.Select(each => (each.From, each.To, true))]);

    private static void FromEach<T>(Func<Unlock, T> move, T otherwise, params (UnlockState From, UnlockState To, T Answer)[] named)
    {
        foreach (var from in Enum.GetValues<UnlockState>())
        {
            var (to, answer) = named.Where(each => each.From == from).Select(each => (each.To, each.Answer)).DefaultIfEmpty((from, otherwise)).Single();
            var unlock = In(from);

            (move(unlock), unlock.State).ShouldBe((answer, to), $"from {from}");

            unlock.TakeEvents().ShouldBeEmpty($"from {from}");
        }
    }

    private static Error? Refusal(Result outcome) => outcome.IsFailure ? outcome.Error : null;
}
