using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Stripe;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Stripe;

/// <summary>What goes over the wire, byte for byte.</summary>
public sealed class FormTests
{
    private const string Id = "019aa000-0000-7000-8000-000000000001";
    private static readonly PurchaseId Purchase = new(Guid.Parse(Id));
    private readonly StripeWire _wire = new();

    [Fact]
    public void Nesting_lists_null_empty_times_and_booleans_are_spelled_as_Stripe_reads_them()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-CA");
        try
        {
            new StripeForm(
                ("a", new StripeForm(("b", new StripeForm(("c", 1234567L))))), ("none", null), ("clear", ""),
                ("list", new[] { "é&", "x y" }), ("yes", true), ("no", false), ("at", DateTimeOffset.FromUnixTimeSeconds(1790000000)),
                ("objects", new[] { new StripeForm(("n", -1)), new StripeForm(("n", 2)) }))
                .Encode().ShouldBe("a[b][c]=1234567&clear=&list[0]=%C3%A9%26&list[1]=x%20y&yes=true&no=false&at=1790000000&objects[0][n]=-1&objects[1][n]=2");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public async Task A_checkout_says_the_same_on_every_repeat_of_its_key()
    {
        var order = new CheckoutOrder(
            Purchase, new ContractorId(Guid.Parse(Id)), 1, $"pur:{Id}:checkout:1", "CAD",
            new CheckoutTerms("a+b@example.com", "fr", [new("Contact : borne", 2900), new("TPS", 145), new("TVQ", 289)], "https://x.ca/paid?a=1", "https://x.ca/left"),
            DateTimeOffset.FromUnixTimeSeconds(1790001860), DateTimeOffset.FromUnixTimeSeconds(1790000000));
        _wire.Answers(200, """{"id":"cs_1"}""").Answers(200, """{"id":"cs_1"}""");

        await _wire.Gateway.CreateCheckout(order, "cus_1", CancellationToken.None);
        await _wire.Gateway.CreateCheckout(order, "cus_1", CancellationToken.None);

        var sent = _wire.Sent.Distinct().ShouldHaveSingleItem();
        (sent.Method, sent.Path, sent.Key, sent.ContentType).ShouldBe(("POST", "/v1/checkout/sessions", $"pur:{Id}:checkout:1", "application/x-www-form-urlencoded"));
        sent.Body.ShouldBe(
            $"mode=payment&customer=cus_1&client_reference_id={Id}&success_url=https%3A%2F%2Fx.ca%2Fpaid%3Fa%3D1&cancel_url=https%3A%2F%2Fx.ca%2Fleft" +
            "&expires_at=1790001860&locale=fr&allowed_payment_method_types[0]=card" +
            Line(0, "2900", "Contact%20%3A%20borne") + Line(1, "145", "TPS") + Line(2, "289", "TVQ") +
            $"&metadata[purchase_id]={Id}&payment_intent_data[metadata][purchase_id]={Id}&payment_intent_data[receipt_email]=a%2Bb%40example.com");
    }

    [Fact]
    public async Task An_expiry_has_an_empty_body_that_still_says_what_it_is()
    {
        _wire.Answers(200, """{"id":"cs_1","status":"expired"}""");
        await _wire.Gateway.ExpireCheckout("cs_1", "k", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(
            new SentRequest("POST", "/v1/checkout/sessions/cs_1/expire", "", "application/x-www-form-urlencoded", "k"));
    }

    [Fact]
    public async Task A_customer_carries_the_contractor()
    {
        _wire.Answers(200, """{"id":"cus_1"}""");
        await _wire.Gateway.CreateCustomer(new ContractorId(Guid.Parse(Id)), "a@example.com", $"cus:{Id}", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(
            new SentRequest("POST", "/v1/customers", $"email=a%40example.com&metadata[contractor_id]={Id}", "application/x-www-form-urlencoded", $"cus:{Id}"));
    }

    [Theory]
    [InlineData(false, "requested_by_customer")]
    [InlineData(true, "duplicate")]
    public async Task A_refund_gives_the_whole_payment_back_and_carries_our_row(bool duplicate, string reason)
    {
        _wire.Answers(200, """{"id":"re_1","status":"pending","amount":3334}""");
        await _wire.Gateway.Refund(new RefundOrder(new RefundId(Guid.Parse(Id)), Purchase, "pi_1", $"refund:{Id}", duplicate), CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().Body.ShouldBe($"payment_intent=pi_1&reason={reason}&metadata[purchase_id]={Id}&metadata[refund_id]={Id}");
    }

    [Fact]
    public async Task Undelivered_events_are_fetched_page_by_page_and_those_of_the_other_mode_are_left()
    {
        _wire.Answers(200, """{"has_more":true,"data":[{"id":"evt_2","type":"charge.refunded","created":2,"livemode":false,"data":{"object":{"id":"ch_1"}}}]}""")
            .Answers(200, """{"has_more":false,"data":[{"id":"evt_1","type":"charge.refunded","created":1,"livemode":true,"data":{"object":{"id":"ch_1"}}}]}""")
            // More types than Stripe takes in one list are asked for in two.
            .Answers(200, """{"has_more":false,"data":[]}""");

        var answer = await _wire.Gateway.ListUndelivered(DateTimeOffset.FromUnixTimeSeconds(1790000000), CancellationToken.None);

        answer.Succeeded(out var events).ShouldBeTrue();
        events!.ShouldHaveSingleItem().Id.ShouldBe("evt_2");
        _wire.Sent[0].Path.ShouldStartWith("/v1/events?types[0]=checkout.session.completed&types[1]=");
        _wire.Sent[0].Path.ShouldEndWith("&delivery_success=false&created[gte]=1790000000&limit=100");
        _wire.Sent[1].Path.ShouldEndWith("&limit=100&starting_after=evt_2");
    }

    [Fact]
    public async Task Undelivered_events_are_fetched_to_the_oldest()
    {
        const int Pages = 25;
        for (var page = Pages; page > 0; page--)
            _wire.Answers(200, Listed(page > 1, $$"""{"id":"evt_{{page}}","type":"charge.refunded","created":{{page}},"livemode":false}"""));
        _wire.Answers(200, """{"has_more":false,"data":[]}""");

        (await _wire.Gateway.ListUndelivered(DateTimeOffset.UnixEpoch, CancellationToken.None)).Succeeded(out var events).ShouldBeTrue();

        (events!.Count, events[^1].Id).ShouldBe((Pages, "evt_1"));
    }

    [Fact]
    public async Task A_movement_tells_the_payment_it_belongs_to()
    {
        var charge = Moved("txn_3", "charge", """{"id":"ch_0","payment_intent":null,"livemode":true}""");
        var refund = Moved("txn_2", "refund", """{"id":"re_1","charge":"ch_1","payment_intent":"pi_1"}""");
        _wire.Answers(200, Listed(false, charge, refund, Moved("txn_1", "payout", "\"po_1\"")));

        (await new StripeBalanceGateway(_wire.Client).ListTransactions(null, CancellationToken.None)).Succeeded(out var moved).ShouldBeTrue();

        moved!.Select(each => (each.Id, each.Source, each.Payment)).ShouldBe([("txn_1", "po_1", null), ("txn_2", "re_1", "pi_1"), ("txn_3", "ch_0", "ch_0")]);
        _wire.Sent[0].Path.ShouldBe("/v1/balance_transactions?expand[0]=data.source&limit=100");

        static string Moved(string id, string type, string source) =>
            $$"""{"id":"{{id}}","type":"{{type}}","source":{{source}},"amount":100,"fee":0,"net":100,"currency":"cad","created":1,"available_on":1}""";
    }

    [Theory]
    [InlineData("paid", true)]
    [InlineData("open", false)]
    public async Task A_bill_asked_for_by_itself_counts_once_it_is_paid(string status, bool counts)
    {
        _wire.Answers(200, $$"""{"id":"in_1","status":"{{status}}","currency":"cad","total":5634,"amount_paid":5634}""");

        (await new StripeBooksGateway(_wire.Client).GetPaidBill("in_1", CancellationToken.None)).Succeeded(out _).ShouldBe(counts);
        _wire.Sent[0].Path.ShouldBe("/v1/invoices/in_1?expand[0]=payments");
    }

    private static string Listed(bool hasMore, params string[] items) =>
        $$"""{"has_more":{{(hasMore ? "true" : "false")}},"data":[{{string.Join(',', items)}}]}""";

    private static string Line(int index, string cents, string name) =>
        $"&line_items[{index}][quantity]=1&line_items[{index}][price_data][currency]=cad&line_items[{index}][price_data][unit_amount]={cents}&line_items[{index}][price_data][product_data][name]={name}";
}
