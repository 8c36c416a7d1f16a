using LeadMarket.Purchasing.Domain;
using static LeadMarket.Purchasing.Domain.UnlockState;

namespace LeadMarket.Purchasing.Tests.Domain;

/// <summary>Money that goes back, and money that a bank takes back.</summary>
public sealed partial class UnlockTests
{
    [Theory]
    [InlineData("RefundPending")]
    [InlineData("RefundFailed")]
    public void The_same_cause_again_is_the_same_refund(string state) => Judge(state, state, unlock =>
        unlock.BeginRefund(Goodwill, toCredit: true, Later).IsFailure.ShouldBeFalse());

    [Fact]
    public void A_refund_that_Billing_refuses_leaves_everything_as_it_was()
    {
        var unlock = In(RefundPending);

        unlock.CallOffRefund(new RefundCause("return"));
        unlock.State.ShouldBe(RefundPending);
        unlock.CallOffRefund(Goodwill);

        (unlock.State, unlock.RefundCause, unlock.DueAt).ShouldBe((Paid, null, null));
    }

    [Fact]
    public void A_second_try_that_Billing_refuses_leaves_the_first_one_failed()
    {
        var unlock = In(RefundFailed);
        unlock.BeginRefund(new RefundCause("return"), toCredit: true, Later);

        unlock.CallOffRefund(new RefundCause("return"));

        unlock.State.ShouldBe(RefundFailed);
    }

    [Fact]
    public void A_refund_called_off_under_a_dispute_leaves_the_contact_hidden()
    {
        var unlock = In(RefundPending);
        unlock.Freeze("du_1");

        unlock.CallOffRefund(Goodwill);

        unlock.State.ShouldBe(Disputed);
    }

    [Fact]
    public void The_sweeper_sees_to_a_refund_until_Billing_has_it()
    {
        var unlock = In(RefundPending);
        unlock.DueAt.ShouldNotBeNull();

        unlock.LeaveRefundToBilling(Goodwill);

        (unlock.State, unlock.DueAt).ShouldBe((RefundPending, null));
    }

    [Theory]
    [InlineData("goodwill", "RefundFailed")]
    [InlineData("return", "RefundPending")]
    public void Only_the_refund_under_way_can_fail(string cause, string to) =>
        Judge("RefundPending", to, unlock => unlock.FailRefund(new RefundCause(cause), Later));

    [Theory]
    [InlineData(true, "Paid")]
    [InlineData(false, "ChargedBack")]
    public void The_end_of_a_dispute_may_come_before_its_beginning(bool won, string to) => Judge("Paid", to, unlock =>
    {
        unlock.CloseDispute("du_1", won);
        unlock.Freeze("du_1");
        unlock.CloseDispute("du_1", won);
    });

    [Fact]
    public void One_of_two_disputes_won_leaves_the_other()
    {
        var unlock = In(Disputed);
        unlock.Freeze("du_2");

        unlock.CloseDispute("du_1", won: true);
        unlock.State.ShouldBe(Disputed);
        unlock.CloseDispute("du_2", won: true);

        unlock.State.ShouldBe(Paid);
    }

    [Fact]
    public void A_payment_told_again_never_brings_the_contact_back()
    {
        foreach (var state in new[] { Disputed, ChargedBack, RefundPending, RefundFailed, Refunded })
        {
            var unlock = In(state);
            unlock.MarkPaid(Later);
            unlock.State.ShouldBe(state);
        }
    }
}
