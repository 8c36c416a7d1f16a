using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Stripe;
using LeadMarket.Billing.Tests.Stripe;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Cards;

/// <summary>What goes over the wire about kept cards, byte for byte, and what is read from it.</summary>
public sealed class CardFormTests
{
    private const string Id = "019aa000-0000-7000-8000-000000000001";
    private const string Purchase = $"amount=3334&currency=cad&customer=cus_1&description=Contact%20%3A%20borne&allowed_payment_method_types[0]=card&metadata[purchase_id]={Id}";
    private readonly StripeWire _wire = new();

    private StripeCardGateway Cards => new(_wire.Client);

    private static CheckoutOrder Order { get; } = new(
        new PurchaseId(Guid.Parse(Id)), new ContractorId(Guid.Parse(Id)), 1, $"pur:{Id}:card:1", "CAD",
        new CheckoutTerms("a+b@example.com", "fr", [new("Contact : borne", 2900), new("TPS", 145), new("TVQ", 289)], "https://x.ca/paid?a=1", "https://x.ca/left", KeepCard: true),
        DateTimeOffset.FromUnixTimeSeconds(1790001860), DateTimeOffset.FromUnixTimeSeconds(1790000000),
        new CardTry("pm_1", null, $"pur:{Id}:card:1:cancel:0"));

    [Fact]
    public async Task A_charge_says_the_same_on_every_repeat_of_its_key()
    {
        _wire.Answers(200, """{"id":"pi_1","status":"succeeded","currency":"cad"}""").Answers(200, """{"id":"pi_1","status":"succeeded","currency":"cad"}""");

        await Cards.Charge(Order, "cus_1", CancellationToken.None);
        await Cards.Charge(Order, "cus_1", CancellationToken.None);

        _wire.Sent.Distinct().ShouldHaveSingleItem().ShouldBe(new SentRequest(
            "POST", "/v1/payment_intents",
            $"{Purchase}&payment_method=pm_1&receipt_email=a%2Bb%40example.com&confirm=true&off_session=true&return_url=https%3A%2F%2Fx.ca%2Fpaid%3Fa%3D1",
            "application/x-www-form-urlencoded", $"pur:{Id}:card:1"));
    }

    [Fact]
    public async Task What_bars_a_charge_has_its_key_and_no_card()
    {
        _wire.Answers(200, """{"id":"pi_1","status":"requires_payment_method","currency":"cad"}""");
        await Cards.Bar(Order, "cus_1", CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest("POST", "/v1/payment_intents", Purchase, "application/x-www-form-urlencoded", $"pur:{Id}:card:1"));
    }

    [Fact]
    public async Task A_cancellation_a_choice_and_a_farewell_say_little()
    {
        _wire.Answers(200, """{"id":"pi_1","status":"canceled","currency":"cad"}""").Answers(200, """{"id":"cus_1"}""").Answers(200, """{"id":"pm_1"}""");
        await Cards.CancelCharge("pi_1", "k1", CancellationToken.None);
        await Cards.Prefer("cus_1", "pm_1", "k2", CancellationToken.None);
        await Cards.Forget("pm_1", "k3", CancellationToken.None);

        _wire.Sent.Select(sent => (sent.Path, sent.Body, sent.Key)).ShouldBe(
        [
            ("/v1/payment_intents/pi_1/cancel", "cancellation_reason=abandoned", "k1"),
            ("/v1/customers/cus_1", "invoice_settings[default_payment_method]=pm_1", "k2"),
            ("/v1/payment_methods/pm_1/detach", "", "k3"),
        ]);
    }

    [Fact]
    public async Task The_page_that_keeps_a_card_sells_nothing()
    {
        _wire.Answers(200, """{"id":"cs_1","url":"https://checkout.stripe.com/c/pay/cs_1"}""");
        var order = new KeepingOrder(new ContractorId(Guid.Parse(Id)), "CAD", "fr", "https://x.ca/kept", "https://x.ca/cards");
        (await Cards.OpenKeepingPage(order, "cus_1", "k", CancellationToken.None)).Succeeded(out var page).ShouldBeTrue();

        page!.OriginalString.ShouldBe("https://checkout.stripe.com/c/pay/cs_1");
        _wire.Sent.ShouldHaveSingleItem().Body.ShouldBe(
            "mode=setup&currency=cad&customer=cus_1&success_url=https%3A%2F%2Fx.ca%2Fkept&cancel_url=https%3A%2F%2Fx.ca%2Fcards&locale=fr"
            + $"&allowed_payment_method_types[0]=card&setup_intent_data[metadata][contractor_id]={Id}");
    }

    [Fact]
    public async Task Only_who_agreed_has_the_card_of_the_page_kept()
    {
        foreach (var keeps in new[] { true, false })
        {
            _wire.Answers(200, """{"id":"cs_1"}""");
            await _wire.Gateway.CreateCheckout(Order with { Terms = Order.Terms with { KeepCard = keeps } }, "cus_1", CancellationToken.None);
        }

        _wire.Sent[0].Body!.ShouldEndWith("&payment_intent_data[receipt_email]=a%2Bb%40example.com&payment_intent_data[setup_future_usage]=off_session");
        _wire.Sent[1].Body!.ShouldEndWith("&payment_intent_data[receipt_email]=a%2Bb%40example.com");
    }

    [Theory]
    [InlineData("authentication_required", "authentication_required", nameof(Refusal.AuthenticationRequired))]
    [InlineData("card_declined", "insufficient_funds", nameof(Refusal.InsufficientFunds))]
    [InlineData("card_declined", "generic_decline", nameof(Refusal.CardDeclined))]
    [InlineData("processing_error", "processing_error", nameof(Refusal.Other))]
    public async Task A_402_names_the_payment_that_was_not_paid(string code, string decline, string refusal)
    {
        _wire.Answers(402, $$"""{"error":{"payment_intent":{"id":"pi_1","status":"requires_payment_method"},"type":"card_error","code":"{{code}}","decline_code":"{{decline}}"} }""");

        var answer = await Cards.Charge(Order, "cus_1", CancellationToken.None);

        (answer.Refusal?.ToString(), answer.About).ShouldBe((refusal, "pi_1"));
    }

    [Theory]
    [InlineData("""{"id":"pi_1","status":"some_new_state","currency":"cad"}""", nameof(ChargeState.Unclear))]
    [InlineData("""{"id":"pi_1","currency":"cad"}""", nameof(ChargeState.Unclear))]
    [InlineData("""{"id":"pi_1","status":"processing","currency":"cad"}""", nameof(ChargeState.Processing))]
    [InlineData("""{"id":"pi_1","status":"requires_action","currency":"cad","metadata":{"purchase_id":"x"}}""", nameof(ChargeState.Unpaid))]
    public async Task A_state_we_do_not_know_calls_for_nothing(string body, string state)
    {
        _wire.Answers(200, body);

        (await Cards.GetCharge("pi_1", CancellationToken.None)).Succeeded(out var charge).ShouldBeTrue();

        (charge!.State.ToString(), charge.Purchase).ShouldBe((state, null));
    }

    [Fact]
    public async Task Real_money_is_no_answer_in_test_mode()
    {
        _wire.Answers(200, """{"id":"pi_1","status":"succeeded","currency":"cad","livemode":true}""");

        (await Cards.Charge(Order, "cus_1", CancellationToken.None)).IsUnknown.ShouldBeTrue();
    }
}
