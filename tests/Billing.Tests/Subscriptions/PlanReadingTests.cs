using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;
using LeadMarket.Billing.Tests.Stripe;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>Stripe's shapes of 2026: periods on items, an invoice's subscription under its parent, payments as a list.</summary>
public sealed class PlanReadingTests
{
    private const string Row = "019aa000-0000-7000-8000-000000000001";
    private readonly StripeWire _wire = new();

    private StripeSubscriptionGateway Gateway => new(_wire.Client);

    [Theory]
    [InlineData("active", SubscriptionState.Active)]
    [InlineData("trialing", SubscriptionState.Active)]
    [InlineData("canceled", SubscriptionState.Ended)]
    [InlineData("incomplete_expired", SubscriptionState.Ended)]
    [InlineData("paused", SubscriptionState.Paused)]
    [InlineData("hibernating_since_2028", SubscriptionState.Paused)]
    public async Task A_subscription_is_read_from_its_item_and_a_word_from_the_future_gives_no_rights(string status, object state)
    {
        _wire.Answers(200, $$$$"""
            {"id":"sub_1","status":"{{{{status}}}}","customer":"cus_1","cancel_at_period_end":false,"cancel_at":1792000000,"default_payment_method":"pm_1",
             "latest_invoice":{"id":"in_1","status":"paid","from_the_future":1},"pending_update":null,"metadata":{"subscription_id":"{{{{Row}}}}"},
             "items":{"has_more":false,"data":[{"id":"si_1","current_period_end":1792000000,"quantity":1,
               "price":{"id":"price_1","unit_amount":4900,"currency":"cad","product":"test-pro","metadata":{"plan":"pro"},"recurring":{"interval":"month"}}}]}}
            """);

        (await Gateway.GetSubscription("sub_1", CancellationToken.None)).Succeeded(out var read).ShouldBeTrue();

        _wire.Sent.ShouldHaveSingleItem().Path.ShouldBe("/v1/subscriptions/sub_1?expand[0]=latest_invoice");
        (read!.State, read.Row!.Value.ToString(), read.Customer, read.LatestBill).ShouldBe(((SubscriptionState)state, Row, "cus_1", "in_1"));
        read.Item.ShouldBe(new FetchedItem("si_1", new FetchedPrice("price_1", "pro", new Money(4900, "CAD")), DateTimeOffset.FromUnixTimeSeconds(1792000000)));
        read.EndsAtPeriodEnd.ShouldBeTrue("Stripe's portal schedules the end by its date");
    }

    [Fact]
    public async Task One_that_is_behind_is_read_with_its_open_bills_and_its_pending_change()
    {
        _wire.Answers(200, """
            {"id":"sub_1","status":"past_due","latest_invoice":{"id":"in_2"},
             "pending_update":{"expires_at":1790080000,"subscription_items":[{"id":"si_1","price":{"id":"price_2","unit_amount":9900,"currency":"cad","metadata":{"plan":"elite"}}}]},
             "items":{"data":[{"id":"si_1","price":{"id":"price_1","unit_amount":4900,"currency":"cad"}}]}}
            """)
            .Answers(200, """
            {"has_more":false,"data":[
              {"id":"in_2","billing_reason":"subscription_update","created":1790000500,"hosted_invoice_url":"https://pay/2","amount_due":5749,"amount_remaining":5749},
              {"id":"in_1","billing_reason":"subscription_cycle","created":1789990000,"hosted_invoice_url":"https://pay/1","amount_due":5634,"status_transitions":{"finalized_at":1789993600}}]}
            """);

        (await Gateway.GetSubscription("sub_1", CancellationToken.None)).Succeeded(out var read).ShouldBeTrue();

        _wire.Sent[1].Path.ShouldBe("/v1/invoices?subscription=sub_1&status=open&limit=100");
        read!.Pending.ShouldBe(new FetchedPrice("price_2", "elite", new Money(9900, "CAD")));
        read.OpenBills.ShouldBe(
        [
            new OpenBill("in_2", true, DateTimeOffset.FromUnixTimeSeconds(1790000500), "https://pay/2", 5749),
            new OpenBill("in_1", false, DateTimeOffset.FromUnixTimeSeconds(1789993600), "https://pay/1", 5634),
        ]);
    }

    [Fact]
    public async Task A_bill_is_read_with_its_taxes_as_charged_and_what_the_balance_paid()
    {
        _wire.Answers(200, $$$$"""
            {"id":"in_1","status":"paid","customer":"cus_1","billing_reason":"subscription_cycle","number":"A-1","currency":"cad","subtotal":4900,
             "total_excluding_tax":4900,"total":5634,"total_taxes":[{"amount":245,"tax_rate_details":{"tax_rate":"txr_1"}},{"amount":489,"tax_rate_details":{"tax_rate":"txr_2"}}],
             "amount_due":4634,"starting_balance":-1000,"ending_balance":0,"attempt_count":1,"created":1790000000,"hosted_invoice_url":"https://pay/1",
             "parent":{"type":"subscription_details","subscription_details":{"subscription":"sub_1","metadata":{"subscription_id":"{{{{Row}}}}"}}},
             "lines":{"has_more":false,"data":[{"id":"il_1","amount":4900,"period":{"start":1790000000,"end":1792000000},
               "parent":{"subscription_item_details":{"proration":false}},"pricing":{"price_details":{"price":"price_1"}},
               "taxes":[{"amount":245,"tax_rate_details":{"tax_rate":"txr_1"}},{"amount":489,"tax_rate_details":{"tax_rate":"txr_2"}}]}]},
             "payments":{"data":[{"status":"canceled","amount_paid":0,"payment":{"type":"payment_intent","payment_intent":"pi_0"}},
               {"status":"paid","amount_paid":4634,"payment":{"type":"payment_intent","payment_intent":"pi_1"}}]},
             "status_transitions":{"paid_at":1790000100}}
            """);

        (await Gateway.GetBill("in_1", CancellationToken.None)).Succeeded(out var bill).ShouldBeTrue();

        _wire.Sent.ShouldHaveSingleItem().Path.ShouldBe("/v1/invoices/in_1?expand[0]=payments");
        (bill!.Status, bill.Subscription, bill.Row!.Value.ToString(), bill.IsRenewal).ShouldBe((BillStatus.Paid, "sub_1", Row, true));
        (bill.NetCents, bill.TotalCents, bill.CardCents, bill.BalanceCents).ShouldBe((4900, 5634, 4634, 1000));
        bill.Payments.ShouldHaveSingleItem().ShouldBe(new BillPayment("pi_1", 4634));
        bill.PaidAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1790000100));
        BillBooking.Unexplained(bill).ShouldBe(0);
    }

    [Fact]
    public async Task A_long_bill_is_read_to_its_last_line()
    {
        const string Line = """{"id":"il_1","amount":1,"period":{"start":1,"end":2}}""";
        _wire.Answers(200, $$$"""{"id":"in_1","currency":"cad","parent":{"subscription_details":{"subscription":"sub_1"}},"lines":{"has_more":true,"data":[{{{Line}}}]}}""")
            .Answers(200, $$$"""{"has_more":false,"data":[{{{Line}}},{{{Line}}}]}""");

        (await Gateway.GetBill("in_1", CancellationToken.None)).Succeeded(out var bill).ShouldBeTrue();

        bill!.Lines.Count.ShouldBe(2);
        _wire.Sent[1].Path.ShouldBe("/v1/invoices/in_1/lines?limit=100");
    }

    [Fact]
    public async Task An_invoice_of_no_subscription_is_none_of_ours()
    {
        _wire.Answers(200, """{"id":"in_1","currency":"cad","parent":null}""");

        (await Gateway.GetBill("in_1", CancellationToken.None)).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Fact]
    public async Task A_card_is_read_with_whether_it_is_its_customer_s_default()
    {
        _wire.Answers(200, """{"id":"pm_1","customer":"cus_1","card":{"brand":"visa","last4":"4242","exp_month":12,"exp_year":2030}}""")
            .Answers(200, """{"id":"cus_1","invoice_settings":{"default_payment_method":"pm_1"}}""");

        (await Gateway.GetCard("pm_1", CancellationToken.None)).Succeeded(out var card).ShouldBeTrue();

        card.ShouldBe(new FetchedCard("pm_1", "cus_1", "visa", "4242", 12, 2030, IsDefault: true));
        _wire.Sent.Select(sent => sent.Path).ShouldBe(["/v1/payment_methods/pm_1", "/v1/customers/cus_1"]);
    }

    [Fact]
    public async Task A_setup_is_read_once_it_has_kept_a_card()
    {
        _wire.Answers(200, """{"id":"seti_1","status":"requires_action","payment_method":"pm_1"}""").Answers(200, """{"id":"seti_1","status":"succeeded","payment_method":"pm_1"}""");

        (await Gateway.GetCardOfSetup("seti_1", CancellationToken.None)).Refusal.ShouldNotBeNull();
        (await Gateway.GetCardOfSetup("seti_1", CancellationToken.None)).Succeeded(out var card).ShouldBeTrue();
        card.ShouldBe("pm_1");
    }
}
