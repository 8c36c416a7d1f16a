using LeadMarket.Billing.Application.Checkouts;
using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Ledger;

/// <summary>What each payment is in the books, in the transaction that accepts it.</summary>
public sealed class BookingTests(BillingDatabase billing) : BillingTest(billing)
{
    [Fact]
    public async Task A_lead_of_29_dollars_in_Quebec_is_booked_line_by_line_with_its_invoice()
    {
        await Open();
        var intent = await Pay();

        (await Entry($"payment:{intent}")).ShouldBe("stripe 3334, lead-sales -2900, tax.gst -145, tax.qst -289");
        (await Told("billing.document-issued.v1")).ShouldBe(1);
        (await Matches()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_discount_lowers_what_was_sold()
    {
        await Open(Charge(discount: 900));
        var intent = await Pay();

        (await Entry($"payment:{intent}")).ShouldBe("stripe 2300, lead-sales -2000, tax.gst -100, tax.qst -200");
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("currency")]
    [InlineData("customer")]
    [InlineData("session")]
    public async Task Money_that_is_not_what_was_asked_for_is_no_sale_waits_to_go_back_and_raises_an_alarm(string wrong)
    {
        await Open();
        var asked = Stripe.SessionOf(Purchase);
        var session = wrong switch
        {
            "amount" => asked with { Total = new Money(3333, "CAD") },
            "currency" => asked with { Total = new Money(3334, "USD") },
            "customer" => asked with { Customer = "cus_stranger" },
            _ => asked with { Id = $"cs_other_{Purchase}" },
        };
        var intent = Stripe.Pay(session);
        await Hear("checkout.session.completed", session.Id, times: 2, deliveries: 2);

        (await Entry($"payment:{intent}")).ShouldBe($"stripe {session.Total.Cents}, suspense -{session.Total.Cents}");
        (await Told("billing.document-issued.v1")).ShouldBe(0);
        (await Told("billing.checkout-paid.v1")).ShouldBe(1);
        (await Matches()).ShouldBeFalse();
        (await Alarms("payment-mismatch", intent)).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_payment_waits_to_go_back_and_the_first_stays_a_sale()
    {
        await Open();
        var first = await Pay();
        var second = Stripe.Pay(Stripe.SessionOf(Purchase));
        await Hear("payment_intent.succeeded", second, times: 2, deliveries: 2);

        (await Entry($"payment:{first}")).ShouldStartWith("stripe 3334, lead-sales -2900");
        (await Entry($"payment:{second}")).ShouldBe("stripe 3334, suspense -3334");
        (await Alarms("second-payment", second)).ShouldBe(1);
        (await Told("billing.document-issued.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_booked_when_the_host_dies_in_the_middle_and_all_of_it_when_it_is_asked_again()
    {
        await Open();
        var session = Stripe.SessionOf(Purchase);
        var intent = Stripe.Pay(session);
        Billing.Faults.Strike = () => true;
        await Should.ThrowAsync<HostDied>(() => Billing.Send(Actor.System, Apply(session, intent)));
        Billing.Faults.Strike = null;

        (await State()).ShouldBe("open");
        (await Entry($"payment:{intent}")).ShouldBe("");
        (await Told("billing.document-issued.v1")).ShouldBe(0);

        await Billing.Send(Actor.System, Apply(session, intent));
        (await Entry($"payment:{intent}")).ShouldStartWith("stripe 3334");
        (await Told("billing.document-issued.v1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_from_before_the_ledger_is_booked_as_it_would_have_been()
    {
        await Open();
        var intent = await Pay();
        await Billing.Tamper(
            """
            delete from billing.ledger_lines l using billing.ledger_entries e where e.id = l.entry_id and e.cause = @cause;
            delete from billing.ledger_entries where cause = @cause;
            delete from billing.documents where purchase_id = @id;
            update billing.checkouts set taxes = null, item = null, billed_to = null, list_cents = null where purchase_id = @id;
            insert into billing.outbox_messages (id, name, payload, published_at, attempts, due_at)
            values (@id, 'billing.payment-unbooked.v1', jsonb_build_object('paymentIntent', @intent), @now, 0, @now);
            """,
            new { cause = $"payment:{intent}", id = Purchase.Value, intent, now = Billing.Clock.Now });

        await Billing.Deliver(times: 2);

        (await Entry($"payment:{intent}")).ShouldBe("stripe 3334, lead-sales -2900, tax.gst -145, tax.qst -289");
        (await Billing.Truth<string>("select email || ' ' || total_cents from billing.documents where purchase_id = @id", new { id = Purchase.Value }))
            .ShouldBe("buyer@example.com 3334");
    }

    [Theory]
    [InlineData("""[{"label":"Contact","cents":2900},{"label":"TPS","cents":145},{"label":"TVQ","cents":289}]""", "tax.gst -145, tax.qst -289")]
    [InlineData("""[{"label":"Contact","cents":2900},{"label":"Taxes","cents":434}]""", "tax.gst -145, tax.qst -289")]
    [InlineData("""[{"label":"Contact","cents":2900},{"label":"TPS (5 %)","cents":145},{"label":"TVQ","cents":289}]""", "tax.gst -145, tax.qst -289")]
    public async Task A_payment_from_before_the_ledger_is_booked_to_the_cent_whatever_its_taxes_are_called_by_now(string page, string taxes)
    {
        await Open();
        var intent = await Pay();
        await Billing.Tamper(
            """
            delete from billing.ledger_lines l using billing.ledger_entries e where e.id = l.entry_id and e.cause = @cause;
            delete from billing.ledger_entries where cause = @cause;
            delete from billing.documents where purchase_id = @id;
            update billing.checkouts set taxes = null, terms = jsonb_set(terms, '{lines}', @page::jsonb) where purchase_id = @id;
            """,
            new { cause = $"payment:{intent}", id = Purchase.Value, page });

        (await Billing.Send(Actor.System, new BookEarlierPayment(intent))).IsFailure.ShouldBeFalse();

        (await Entry($"payment:{intent}")).ShouldBe($"stripe 3334, lead-sales -2900, {taxes}");
        (await Billing.Truth<long>("select tax_cents from billing.documents where purchase_id = @id", new { id = Purchase.Value })).ShouldBe(434);
    }

    private ApplyCheckout Apply(HostedCheckout session, string intent) => new(
        Purchase, HostedState.Paid, session.Id, intent, session.Total, session.Customer, Billing.Clock.Now, EventId: null);

    private Task<bool> Matches() => Billing.Truth<bool>(
        "select (payload ->> 'matches')::boolean from billing.outbox_messages where name = 'billing.checkout-paid.v1' and payload ->> 'purchase' = @id",
        new { id = Purchase.ToString() });
}
