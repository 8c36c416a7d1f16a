using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Billing.Infrastructure.Stripe.Subscriptions;
using LeadMarket.Billing.Tests.Stripe;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Subscriptions;

/// <summary>What is sent about plans, byte for byte.</summary>
public sealed class PlanFormTests
{
    private const string Id = "019aa000-0000-7000-8000-000000000001";
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1790000000);
    private static readonly PriceOrder Price = new(
        Guid.Parse(Id), "pro", "test-pro", "Pro é", "test:pro:month", new Money(4900, "CAD"), $"price:{Id}");

    private readonly StripeWire _wire = new();

    private StripeCatalogueGateway Catalogue => new(_wire.Client);

    private StripeSubscriptionGateway Gateway => new(_wire.Client);

    [Fact]
    public async Task A_product_has_the_plan_s_own_id()
    {
        _wire.Answers(200, """{"id":"test-pro"}""");
        await Catalogue.CreateProduct(Price, CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest("POST", "/v1/products", "id=test-pro&name=Pro%20%C3%A9&metadata[plan]=pro", Form, $"product:{Id}"));
    }

    [Fact]
    public async Task A_product_that_is_there_is_told_apart_from_a_refusal()
    {
        _wire.Answers(400, """{"error":{"type":"invalid_request_error","code":"resource_already_exists","message":"Product already exists."}}""");

        (await Catalogue.CreateProduct(Price, CancellationToken.None)).Refusal.ShouldBe(Refusal.AlreadyExists);
    }

    [Fact]
    public async Task A_price_takes_the_name_over_from_the_one_before()
    {
        _wire.Answers(200, """{"id":"price_1"}""");
        await Catalogue.CreatePrice(Price, CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest(
            "POST", "/v1/prices",
            "product=test-pro&currency=cad&unit_amount=4900&recurring[interval]=month&lookup_key=test%3Apro%3Amonth&transfer_lookup_key=true&tax_behavior=exclusive&metadata[plan]=pro",
            Form, $"price:{Id}"));
    }

    [Fact]
    public async Task A_tax_rate_is_a_decimal_number_added_to_the_price()
    {
        _wire.Answers(200, """{"id":"txr_1"}""");
        await Catalogue.CreateTaxRate(new TaxRateOrder(Guid.Parse(Id), "qst", "TVQ", TaxRate.Percentage(99_750), "CA", $"tax:{Id}"), CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest(
            "POST", "/v1/tax_rates", "display_name=TVQ&inclusive=false&percentage=9.975&country=CA&metadata[code]=qst", Form, $"tax:{Id}"));
    }

    [Fact]
    public async Task What_is_looked_for_in_the_catalogue_is_active_and_by_name()
    {
        _wire.Answers(200, """{"has_more":false,"data":[{"id":"price_1","unit_amount":4900,"currency":"cad","product":"test-pro"}]}""")
            .Answers(200, """{"has_more":false,"data":[{"id":"txr_1","percentage":9.975,"metadata":{"code":"qst"}},{"id":"txr_2","percentage":5.0,"metadata":{}}]}""");

        (await Catalogue.ListPrices("test:pro:month", CancellationToken.None)).Succeeded(out var prices).ShouldBeTrue();
        (await Catalogue.ListTaxRates(CancellationToken.None)).Succeeded(out var rates).ShouldBeTrue();

        _wire.Sent.Select(sent => sent.Path).ShouldBe(["/v1/prices?lookup_keys[0]=test%3Apro%3Amonth&active=true&limit=100", "/v1/tax_rates?active=true&limit=100"]);
        prices!.ShouldHaveSingleItem().ShouldBe(new ListedPrice("price_1", "test-pro", new Money(4900, "CAD")));
        rates!.ShouldBe([new ListedTaxRate("txr_1", "qst", "9.975"), new ListedTaxRate("txr_2", null, "5")]);
    }

    [Fact]
    public async Task A_page_says_the_same_on_every_repeat_of_its_key()
    {
        var order = new PageOrder(
            new SubscriptionId(Guid.Parse(Id)), new ContractorId(Guid.Parse(Id)), 1, $"sub:{Id}:checkout:1",
            new SubscriptionTerms(new BilledTo("A", "B", "a@example.com"), "fr", "https://x.ca/plan?a=1", "https://x.ca/plan"),
            new SubscriptionPrice("price_1", new Money(4900, "CAD"), ["txr_1", "txr_2"]), At.AddHours(1), At);
        _wire.Answers(200, """{"id":"cs_1","status":"open","url":"https://pay"}""").Answers(200, """{"id":"cs_1"}""");

        await Gateway.CreatePage(order, "cus_1", CancellationToken.None);
        await Gateway.CreatePage(order, "cus_1", CancellationToken.None);

        _wire.Sent.Distinct().ShouldHaveSingleItem().ShouldBe(new SentRequest(
            "POST", "/v1/checkout/sessions",
            $"mode=subscription&customer=cus_1&client_reference_id={Id}&success_url=https%3A%2F%2Fx.ca%2Fplan%3Fa%3D1&cancel_url=https%3A%2F%2Fx.ca%2Fplan" +
            "&expires_at=1790003600&locale=fr&allowed_payment_method_types[0]=card&line_items[0][price]=price_1&line_items[0][quantity]=1" +
            $"&metadata[subscription_id]={Id}&subscription_data[metadata][subscription_id]={Id}&subscription_data[metadata][contractor_id]={Id}" +
            "&subscription_data[default_tax_rates][0]=txr_1&subscription_data[default_tax_rates][1]=txr_2",
            Form, $"sub:{Id}:checkout:1"));
    }

    [Theory]
    [InlineData(true, "always_invoice")]
    [InlineData(false, "create_prorations")]
    public async Task A_preview_is_reckoned_as_of_a_whole_second(bool chargesNow, string behaviour)
    {
        _wire.Answers(200, "{}");
        await Gateway.PreviewChange(Terms(chargesNow), "cus_1", CancellationToken.None);

        var sent = _wire.Sent.ShouldHaveSingleItem();
        (sent.Method, sent.Path).ShouldBe(("POST", "/v1/invoices/create_preview"));
        sent.Body.ShouldBe(
            "customer=cus_1&subscription=sub_1&subscription_details[items][0][id]=si_1&subscription_details[items][0][price]=price_2" +
            $"&subscription_details[proration_behavior]={behaviour}&subscription_details[proration_date]=1790000000");
    }

    [Theory]
    [InlineData(true, "items[0][id]=si_1&items[0][price]=price_2&proration_behavior=always_invoice&proration_date=1790000000&payment_behavior=pending_if_incomplete")]
    [InlineData(false, "items[0][id]=si_1&items[0][price]=price_2&proration_behavior=create_prorations&proration_date=1790000000")]
    public async Task A_dearer_plan_waits_for_its_payment_and_a_cheaper_one_does_not(bool chargesNow, string body)
    {
        _wire.Answers(200, """{"id":"sub_1"}""");
        await Gateway.ChangePlan(Terms(chargesNow), $"change:{Id}", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest("POST", "/v1/subscriptions/sub_1", body, Form, $"change:{Id}"));
    }

    [Theory]
    [InlineData(true, "cancel_at_period_end=true")]
    [InlineData(false, "cancel_at_period_end=false")]
    public async Task Cancelling_and_resuming_set_one_switch(bool ends, string body)
    {
        _wire.Answers(200, """{"id":"sub_1"}""");
        await Gateway.SetEnding("sub_1", ends, "k", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest("POST", "/v1/subscriptions/sub_1", body, Form, "k"));
    }

    [Fact]
    public async Task An_end_that_was_set_by_its_date_is_cleared_by_itself()
    {
        _wire.Answers(200, """{"id":"sub_1"}""");
        await Gateway.DropEnd("sub_1", "k", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest("POST", "/v1/subscriptions/sub_1", "cancel_at=", Form, "k"));
    }

    [Theory]
    [InlineData("""{"id":"cus_1","invoice_settings":{"default_payment_method":"pm_1"}}""", "pm_1")]
    [InlineData("""{"id":"cus_1","invoice_settings":{"default_payment_method":null}}""", null)]
    [InlineData("""{"id":"cus_1","deleted":true}""", null)]
    public async Task The_default_card_is_asked_of_the_customer(string body, string? card)
    {
        _wire.Answers(200, body);
        var answer = await Gateway.GetDefaultCard("cus_1", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().Path.ShouldBe("/v1/customers/cus_1");
        (answer.Succeeded(out var found) ? found : null).ShouldBe(card);
        answer.IsUnknown.ShouldBeFalse();
    }

    [Fact]
    public async Task The_portal_speaks_the_contractor_s_language()
    {
        _wire.Answers(200, """{"url":"https://billing.stripe.com/p/1"}""");
        var answer = await Gateway.OpenPortal("cus_1", "fr", new Uri("https://x.ca/plan?a=1"), "k", CancellationToken.None);

        answer.Succeeded(out var page).ShouldBeTrue();
        page!.OriginalString.ShouldBe("https://billing.stripe.com/p/1");
        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest(
            "POST", "/v1/billing_portal/sessions", "customer=cus_1&return_url=https%3A%2F%2Fx.ca%2Fplan%3Fa%3D1&locale=fr", Form, "k"));
    }

    [Fact]
    public async Task A_second_subscription_is_deleted_without_a_body_or_a_key()
    {
        _wire.Answers(200, """{"id":"sub_1","status":"canceled"}""");
        await Gateway.CancelNow("sub_1", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest("DELETE", "/v1/subscriptions/sub_1", null, null, null));
    }

    [Fact]
    public async Task A_page_that_was_given_up_is_expired_with_an_empty_body()
    {
        _wire.Answers(200, """{"id":"cs_1","status":"expired"}""");
        (await Gateway.ExpirePage("cs_1", "k", CancellationToken.None)).Succeeded(out var page).ShouldBeTrue();

        page!.State.ShouldBe(HostedState.Expired);
        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest("POST", "/v1/checkout/sessions/cs_1/expire", "", Form, "k"));
    }

    private static PlanChangeTerms Terms(bool chargesNow) => new("sub_1", "si_1", "pro", "elite", "price_2", At, chargesNow, 0);
}
