using Dapper;
using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Application.Refunds;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;

namespace LeadMarket.Billing.Tests.Refunds;

/// <summary>Hosts of the release before the ledger write rows until the last of them is gone.</summary>
public sealed class RolloutTests(BillingDatabase billing) : MoneyBackTest(billing)
{
    private readonly string _intent = $"pi_old_{Guid.NewGuid():N}";

    [Fact]
    public async Task What_an_old_host_takes_in_is_booked_by_itself_and_only_then_given_back()
    {
        await PaidAtOldHost();
        (await GiveBack()).Error.Code.ShouldBe("billing.payment-not-booked");
        var id = MadeInDashboard(_intent, 1000);
        (await Billing.Send(Actor.System, new FollowRefund(id, EventId: null))).Error.Code.ShouldBe("billing.payment-not-booked");

        await BookUnbooked();

        (await Entry($"payment:{_intent}")).ShouldBe("stripe 3334, lead-sales -2900, tax.gst -145, tax.qst -289");
        (await Billing.Send(Actor.System, new FollowRefund(id, EventId: null))).IsFailure.ShouldBeFalse();
        (await GivenBack()).Whole.ShouldBeTrue();
        (await Credited(), await Balance("stripe"), await Balance("suspense"), await Balance("lead-sales")).ShouldBe((Price, 0, 0, 0));
    }

    [Fact]
    public async Task A_refund_that_an_old_host_hears_of_is_booked_by_itself()
    {
        await PaidAtOldHost();
        var refund = await AskedAtOldHost();
        (await Billing.Truth<bool>("select next_try_at is not null and keyed_at is not null and way = 'card' from billing.refunds where id = @refund", new { refund }))
            .ShouldBeTrue();
        await HeardAtOldHost(refund, "succeeded");

        await BookUnbooked();
        (await Credited(), await Balance("stripe"), await Balance("lead-sales")).ShouldBe((Price, 0, 0));

        await HeardAtOldHost(refund, "failed");
        await BookUnbooked();
        (await Balance("stripe"), await Balance("refunds-owed")).ShouldBe((Price, -Price));
        (await Billing.Send(Actor.Staff, new LeadMarket.Billing.Contracts.CreditFailedRefund(refund))).IsFailure.ShouldBeFalse();
        (await Balance("refunds-owed"), (await Credits()).Balance.Cents).ShouldBe((0, Price));
    }

    [Fact]
    public async Task A_refund_that_fails_at_an_old_host_is_owed()
    {
        await PaidAtOldHost();
        var refund = await AskedAtOldHost();

        await HeardAtOldHost(refund, "failed");

        (await Billing.Truth<bool>("select owed from billing.refunds where id = @refund", new { refund })).ShouldBeTrue();
    }

    // Its tax, or what paid it, had no explanation: it is in the books, and has no invoice.
    [Fact]
    public async Task A_refund_of_a_bill_without_an_invoice_reverses_what_the_bill_was_posted_to()
    {
        Stripe.Payments[_intent] = new(_intent, Succeeded: true, Purchase: null, new(10007, "CAD"), Customer: null);
        await Billing.Tamper(
            """
            insert into billing.payments values (@intent, @purchase, @contractor, 10007, 'CAD', true, @at);
            insert into billing.plan_invoices (invoice_id, purchase_id, contractor_id, subscription_id, status, currency, net_cents, total_cents, card_cents,
                balance_cents, attempts, created_at, paid_at, booked_at)
            values (@bill, @purchase, @contractor, @purchase, 'paid', 'CAD', 9001, 10007, 10007, 0, 1, @at, @at, @at);
            insert into billing.ledger_entries (id, cause, contractor_id, currency, occurred_at, posted_at, line_count)
            values (@purchase, 'invoice:' || @bill, @contractor, 'CAD', @at, @at, 4);
            insert into billing.ledger_lines
            values (@purchase, 1, 'stripe', @contractor, 10007), (@purchase, 2, 'plan-sales', @contractor, -9001),
                (@purchase, 3, 'tax.gst', @contractor, -451), (@purchase, 4, 'unclassified', @contractor, -555)
            """,
            new { intent = _intent, bill = $"in_{_intent}", purchase = Purchase.Value, contractor = Contractor.Value, at = Billing.Clock.Now });

        foreach (var (cause, cents) in new[] { ("one", 3333L), ("two", 1L), ("three", 2999L) }) await GivenBack(cause, cents: cents);
        (await GivenBack("credits", LeadMarket.Billing.Contracts.RefundWay.Credit, 100)).Amount.Cents.ShouldBe(100);
        (await GivenBack("rest")).Whole.ShouldBeTrue();

        (await Balance("suspense"), await Balance("plan-sales"), await Balance("tax.gst"), await Balance("unclassified")).ShouldBe((0, 0, 0, 0));
        (await Balance("stripe"), await Balance("credits")).ShouldBe((100, -100));
    }

    private async Task PaidAtOldHost()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        Stripe.Payments[_intent] = new(_intent, Succeeded: true, Purchase, session.Total, session.Customer);
        await Write("""
            insert into billing.payments (payment_intent, purchase_id, contractor_id, amount_cents, currency, accepted, captured_at)
            values (@intent, @purchase, @contractor, 3334, 'CAD', true, @at);
            update billing.checkouts set state = 'paid', settled_at = @at where purchase_id = @purchase
            """);
    }

    private async Task<Guid> AskedAtOldHost()
    {
        await Write("""
            insert into billing.refunds (id, purchase_id, contractor_id, payment_intent, cause, idempotency_key, amount_cents, currency, state, requested_at)
            values (gen_random_uuid(), @purchase, @contractor, @intent, 'late', 'refund:old:' || @intent, 3334, 'CAD', 'requested', @at)
            """);
        return await IdOf("late");
    }

    private async Task HeardAtOldHost(Guid refund, string state) =>
        await Write($"update billing.refunds set state = '{state}', stripe_id = 're_' || @intent, answered_at = @at where id = '{refund}'");

    private Task<int> Write(string sql) => Billing.As(Actor.System, connection => connection.ExecuteAsync(
        sql, new { intent = _intent, purchase = Purchase.Value, contractor = Contractor.Value, at = Billing.Clock.Now }));

    private async Task BookUnbooked()
    {
        // Payments in one round, their refunds in the next.
        for (var round = 0; round < 2; round++)
        {
            Billing.Clock.Now += TimeSpan.FromMinutes(2);
            (await Billing.Send(Actor.System, new BookUnbooked())).IsFailure.ShouldBeFalse();
            await Billing.Deliver(2);
        }
    }
}
