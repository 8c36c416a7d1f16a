using LeadMarket.Billing.Application.Balance;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Disputes;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace LeadMarket.Billing.Tests.Reconciliation;

/// <summary>Each difference is found, told with its remedy, and gone once it is mended. A database of its own per test: the books are
/// compared as a whole.</summary>
public sealed class ReconcileStripeTests : IAsyncLifetime
{
    private readonly BillingDatabase _billing = new();
    private OnePurchase _test = null!;

    private FakeStripe Stripe => _billing.Stripe;

    private PlayedBooks Books => _billing.Services.GetRequiredService<PlayedBooks>();

    private FakeBanks Banks => _billing.Services.GetRequiredService<FakeBanks>();

    public async Task InitializeAsync()
    {
        await _billing.InitializeAsync();
        _test = new OnePurchase(_billing);
        await _test.Open();
    }

    public Task DisposeAsync() => _billing.DisposeAsync();

    [Fact]
    public async Task A_market_that_sold_gave_back_lost_a_dispute_and_was_paid_out_has_no_difference()
    {
        var intent = await _test.Pay();
        await _billing.Send(Actor.System, new RefundPurchase(_test.Purchase, "goodwill", Cents: 1000));
        await _billing.Deliver();
        Say(intent, "lost", new BalanceTransaction("txn_d", "adjustment", "dispute", "du_1", -2334, 1500, -3834, "CAD", _billing.Clock.Now, _billing.Clock.Now));
        await _test.Hear("charge.dispute.created", "du_1");
        Books.Others.Add(new BalanceTransaction("txn_p", "payout", "payout", "po_1", -500, 0, -500, "CAD", _billing.Clock.Now, _billing.Clock.Now));

        (await Compare()).ShouldBeEmpty();
        (await _test.Entry("txn:txn_p")).ShouldBe("bank 500, stripe -500");
        (await _test.Entry("txn:txn_d")).ShouldBe("disputes 2334, stripe-fees 1500, stripe -3834");
        (await _test.Entry($"fee:txn_charge_{intent}")).ShouldBe("stripe-fees 127, stripe -127");
    }

    [Fact]
    public async Task A_payment_whose_news_never_came_is_found_and_its_event_mends_it()
    {
        var session = Stripe.SessionOf(_test.Purchase);
        var intent = Stripe.Pay(session);
        Stripe.Line = Line.Up;

        // The fake lists paid sessions as undelivered events: recovering them is what a comparison begins with.
        (await Compare()).Select(each => (each.Kind, each.Subject, each.Remedy)).ShouldBe(
            [("checkout-unpaid", session.Id, "remedy.replay-event"), ("payment-missing", intent, "remedy.replay-event"), ("balance-ledger", "stripe", "remedy.find-entry")],
            ignoreOrder: true);

        await _billing.Deliver();
        (await Compare()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_something_has_just_happened_to_is_no_difference_yet()
    {
        var session = Stripe.SessionOf(_test.Purchase);
        Books.Touched.UnionWith([session.Id, Stripe.Pay(session)]);

        (await Compare(TimeSpan.FromMinutes(15))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_can_still_be_paid_though_we_gave_the_slot_back_is_found()
    {
        await _billing.Send(Actor.System, new CloseCheckout(_test.Purchase));
        var session = Stripe.SessionOf(_test.Purchase);
        Stripe.Sessions[session.Id] = session with { State = HostedState.Open };

        (await Compare()).ShouldHaveSingleItem().ShouldBe(new Difference("checkout-payable", session.Id, "closed", "can still be paid", "remedy.expire-session"));
    }

    [Fact]
    public async Task A_payment_that_Stripe_does_not_know_or_knows_with_another_amount_is_found()
    {
        var intent = await _test.Pay();
        Stripe.Payments[intent] = Stripe.Payments[intent] with { Captured = new Money(3000, "CAD") };
        (await Compare()).ShouldContain(new Difference("payment-amount", intent, "33.34 CAD", "30.00 CAD", "remedy.look-at-stripe"));

        Stripe.Payments.TryRemove(intent, out _);
        (await Compare()).ShouldContain(new Difference("payment-unknown", intent, "33.34 CAD", "not paid", "remedy.look-at-stripe"));
    }

    [Fact]
    public async Task A_refund_and_a_dispute_that_were_not_heard_of_are_found_and_mended_by_their_events()
    {
        var intent = await _test.Pay();
        Stripe.Refunds["re_quiet"] = new HostedRefund("re_quiet", intent, null, 1000, RefundState.Succeeded);
        Say(intent, "needs_response");

        (await Compare()).Select(each => (each.Kind, each.Subject)).ShouldBe([("refund-missing", "re_quiet"), ("dispute-missing", "du_1")], ignoreOrder: true);

        await _test.Hear("refund.created", "re_quiet");
        await _test.Hear("charge.dispute.created", "du_1");
        (await Compare()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refund_on_its_way_is_out_of_Stripe_s_balance_and_not_yet_out_of_ours()
    {
        var intent = await _test.Pay();
        Stripe.Refunds["re_slow"] = new HostedRefund("re_slow", intent, null, 1000, RefundState.Pending);
        await _test.Hear("refund.created", "re_slow");
        (await Compare()).ShouldBeEmpty();

        Stripe.Refunds["re_slow"] = Stripe.Refunds["re_slow"] with { State = RefundState.Failed };
        (await Compare()).ShouldHaveSingleItem().ShouldBe(new Difference("refund-state", "re_slow", "pending", "failed", "remedy.replay-event"));
        await _test.Hear("refund.failed", "re_slow");
        (await Compare()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_balance_that_its_movements_do_not_explain_and_a_movement_without_a_word_are_told()
    {
        await _test.Pay();
        Books.Drift = 5;
        (await Compare()).ShouldHaveSingleItem().Kind.ShouldBe("balance-import");

        Books.Drift = 0;
        Books.Others.Add(new BalanceTransaction("txn_new", "teleport", null, null, 70, 0, 70, "CAD", _billing.Clock.Now, _billing.Clock.Now));
        (await Compare()).ShouldBeEmpty();
        (await _test.Entry("txn:txn_new")).ShouldBe("unclassified -70, stripe 70");
        (await _test.Alarms("unclassified-movement", "txn_new")).ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_invoice_a_gap_in_the_numbers_and_a_changed_entry_are_found()
    {
        await _test.Pay();
        await _billing.Tamper("delete from billing.documents");
        await _billing.Tamper("update billing.ledger_lines set cents = cents + 1 where account = 'stripe' and position = 1");

        var kinds = (await Compare()).Select(each => each.Kind).ToList();
        kinds.ShouldContain("sale-without-invoice");
        kinds.ShouldContain("number-gap");
        kinds.ShouldContain("ledger-fault");
        kinds.ShouldContain("balance-ledger");
    }

    [Fact]
    public async Task A_bill_that_Stripe_was_paid_and_we_did_not_book_is_found_and_others_bills_are_not_ours()
    {
        Books.Bills.Add(new StatedBill("in_1", Ours: true, new Money(5634, "CAD"), new Money(5634, "CAD"), []));
        Books.Bills.Add(new StatedBill("in_2", Ours: false, new Money(100, "CAD"), new Money(100, "CAD"), []));

        (await Compare()).ShouldHaveSingleItem().ShouldBe(new Difference("bill-unbooked", "in_1", "no bill", "paid, 56.34 CAD", "remedy.replay-event"));
    }

    [Fact]
    public async Task A_bill_that_was_paid_weeks_after_it_was_made_is_asked_for_by_itself()
    {
        Books.OldBills.Add(new StatedBill("in_booked", Ours: true, Money.Zero("CAD"), Money.Zero("CAD"), []));
        Books.OldBills.Add(new StatedBill("in_lost", Ours: true, new Money(5634, "CAD"), new Money(5634, "CAD"), []));
        await Bill("in_booked", "paid", cents: 0);
        await Bill("in_lost", "open", 5634);
        await Bill("in_unpaid", "open", 5634);

        (await Compare()).ShouldHaveSingleItem().ShouldBe(new Difference("bill-unbooked", "in_lost", "unpaid", "paid, 56.34 CAD", "remedy.replay-event"));
    }

    [Fact]
    public async Task Others_payments_are_booked_as_unclassified_after_their_grace_and_no_difference_is_left()
    {
        Stripe.Payments["pi_others"] = new HostedPayment("pi_others", Succeeded: true, null, new Money(1000, "CAD"), "cus_others");
        Stripe.Refunds["re_others"] = new HostedRefund("re_others", "pi_others", null, 400, RefundState.Succeeded);
        (await Compare()).Select(each => each.Kind).ShouldBe(["payment-foreign", "balance-ledger"], ignoreOrder: true);
        (await _test.Entry("txn:txn_charge_pi_others")).ShouldBe("");

        _billing.Clock.Now += TimeSpan.FromDays(5);
        (await Compare()).ShouldBeEmpty();
        (await Compare()).ShouldBeEmpty();

        (await _test.Entry("txn:txn_charge_pi_others")).ShouldBe("unclassified -1000, stripe 1000");
        (await _test.Entry("txn:txn_refund_re_others")).ShouldBe("unclassified 400, stripe -400");
        (await _test.Alarms("unclassified-movement", "txn_charge_pi_others")).ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_of_ours_that_is_heard_of_after_all_that_time_is_booked_once()
    {
        var session = Stripe.SessionOf(_test.Purchase);
        var intent = Stripe.Pay(session);
        _billing.Clock.Now += TimeSpan.FromDays(5);
        (await Compare()).ShouldNotContain(each => each.Kind == "balance-ledger");
        (await _test.Entry($"txn:txn_charge_{intent}")).ShouldBe("unclassified -3334, stripe 3334");

        await _test.Hear("checkout.session.completed", session.Id);
        await _billing.Deliver();
        (await Compare()).ShouldBeEmpty();

        (await _test.Entry($"payment:{intent}")).ShouldStartWith("stripe 3334, lead-sales");
        (await _test.Entry($"txn-ours:txn_charge_{intent}")).ShouldBe("unclassified 3334, stripe -3334");
        (await _test.Alarms("unclassified-movement", $"txn_charge_{intent}")).ShouldBe(0);
    }

    [Fact]
    public async Task Movements_are_booked_oldest_first_whoever_brings_them()
    {
        var intent = await _test.Pay();
        var (early, late) = (_billing.Clock.Now, _billing.Clock.Now.AddDays(1));
        BalanceTransaction[] newestFirst =
        [
            new("txn_2", "adjustment", "dispute_reversal", "du_1", 2334, 0, 2334, "CAD", late, late),
            new("txn_1b", "adjustment", "dispute", "du_1", -334, 0, -334, "CAD", early, early),
            new("txn_1a", "adjustment", "dispute", "du_1", -2000, 1500, -3500, "CAD", early, early),
        ];
        Say(intent, "won", newestFirst);
        await _test.Hear("charge.dispute.closed", "du_1");
        await _billing.Send(Actor.System, new BookBalance([.. newestFirst.Select(each => each with { Id = $"{each.Id}_imported" })]));

        (await _billing.All<string>("select cause from billing.ledger_entries where cause like 'txn:%' order by number"))
            .ShouldBe(["txn:txn_1a", "txn:txn_1b", "txn:txn_2", "txn:txn_1a_imported", "txn:txn_1b_imported", "txn:txn_2_imported"]);
    }

    [Fact]
    public async Task While_Stripe_does_not_answer_nothing_is_compared_and_no_run_is_kept()
    {
        Stripe.Line = Line.Down;

        (await _billing.Send(Actor.System, new ReconcileStripe(TimeSpan.Zero))).Error.Code.ShouldBe("billing.stripe-unavailable");
        (await _billing.Truth<long>("select count(*) from billing.reconciliations")).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_is_closed_once_alarms_while_something_differs_and_takes_the_alarm_down_when_nothing_does()
    {
        var run = (await _billing.Send(Actor.System, new ReconcileStripe(TimeSpan.Zero))).Value.Run;
        var odd = new Difference("unlock-unpaid", "u", "open", "paid 33.34", "remedy.deliver-again");
        var closed = await _billing.Send(Actor.System, new CloseReconciliation(run, "unlocks", 7, [odd]));
        closed.Value.Compared["unlocks"].ShouldBe(7);
        closed.Value.FinishedAt.ShouldNotBeNull();
        (await _billing.Send(Actor.System, new CloseReconciliation(run, "unlocks", 7, [odd]))).Value.Differences.ShouldBe([odd]);
        (await _test.Alarms("reconciliation", "books")).ShouldBe(1);

        var clean = (await _billing.Send(Actor.System, new ReconcileStripe(TimeSpan.Zero))).Value.Run;
        await _billing.Send(Actor.System, new CloseReconciliation(clean, "unlocks", 7, []));
        (await _test.Alarms("reconciliation", "books")).ShouldBe(0);
        (await _billing.Send(Actor.Staff, new GetReconciliation(run))).Value.Differences.ShouldBe([odd]);
        (await _billing.Send(_test.Buyer, new GetReconciliation(run))).Error.Code.ShouldBe("billing.reconciliation-not-found");
    }

    [Fact]
    public async Task Positions_tell_what_was_settled_given_back_and_disputed_page_by_page()
    {
        var intent = await _test.Pay();
        var other = new OnePurchase(_billing);
        await other.Open();
        await _billing.Send(Actor.System, new RefundPurchase(_test.Purchase, "goodwill", Cents: 1000));
        await _billing.Deliver();
        Say(intent, "needs_response");
        await _test.Hear("charge.dispute.created", "du_1");

        var first = (await _billing.Send(Actor.System, new ListPurchasePositions(null, 1))).Value.ShouldHaveSingleItem();
        (first.Purchase, first.Settled, first.SettledCents, first.RefundedCents, first.Disputed).ShouldBe((_test.Purchase, true, 3334, 1000, true));
        var second = (await _billing.Send(Actor.System, new ListPurchasePositions(first.Purchase, 1))).Value.ShouldHaveSingleItem();
        (second.Purchase, second.Settled, second.SettledCents, second.Disputed).ShouldBe((other.Purchase, false, 0, false));
        (await _billing.Send(Actor.System, new ListPurchasePositions(second.Purchase, 1))).Value.ShouldBeEmpty();
    }

    private Task Bill(string id, string status, long cents) => _billing.Tamper(
        """
        insert into billing.plan_invoices (invoice_id, purchase_id, contractor_id, subscription_id, status, currency, net_cents, total_cents, card_cents,
            balance_cents, attempts, created_at, paid_at, booked_at)
        values (@id, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), @status, 'CAD', @cents, @cents, @cents, 0, 1, @made,
            case @status when 'paid' then @now end, case @status when 'paid' then @now end)
        """,
        new { id, status, cents, made = _billing.Clock.Now.AddDays(-20), now = _billing.Clock.Now });

    private void Say(string intent, string status, params BalanceTransaction[] moved) => Banks.Disputes["du_1"] = new HostedDispute(
        "du_1", intent, new Money(2334, "CAD"), "fraudulent", status, _billing.Clock.Now, null, moved);

    private async Task<IReadOnlyList<Difference>> Compare(TimeSpan settled = default)
    {
        // What other modules are told lies in the outbox here, for nobody delivers it; a comparison would wait for it.
        await _billing.Tamper("delete from billing.outbox_messages");
        var run = await _billing.Send(Actor.System, new ReconcileStripe(settled));
        run.IsFailure.ShouldBeFalse();
        return run.Value.Differences;
    }

    private sealed class OnePurchase(BillingDatabase billing) : BillingTest(billing);
}
