using LeadMarket.Sandbox.Tests.Subscriptions;

namespace LeadMarket.Sandbox.Tests.Payments;

/// <summary>A kept card charged while its owner is not on the page, with the very forms that LeadMarket sends.</summary>
public sealed class OneClickTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private const string SetUpOnly = "4000 0000 0000 0341";
    private const string AlwaysAsks = "4000 0027 6000 3184";
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Fact]
    public async Task It_pays_once_however_often_its_key_comes()
    {
        var (customer, card) = await Kept();
        var (purchase, key) = (Guid.NewGuid(), $"pur:{Guid.NewGuid()}:card:1");

        var first = await _sandbox.Post("/v1/payment_intents", Charge(customer, card, purchase), key);
        var again = await _sandbox.Post("/v1/payment_intents", Charge(customer, card, purchase), key);

        first.Status.ShouldBe(200);
        again.Body.ToJsonString().ShouldBe(first.Body.ToJsonString());
        (first.Body.Text("status"), first.Body.Number("amount_received"), first.Body.Text("customer"), first.Body.Text("payment_method")).ShouldBe(("succeeded", 3334, customer, card));
        first.Body["metadata"]!.Text("purchase_id").ShouldBe(purchase.ToString());
        (await _sandbox.Events(first.Body.Text("id"))).ShouldBe("payment_intent.created charge.succeeded payment_intent.succeeded");
        (await _sandbox.Single($"/v1/payment_intents?customer={customer}&created[gte]=1&limit=100")).Text("id").ShouldBe(first.Body.Text("id"));
    }

    [Theory]
    [InlineData(SetUpOnly, "card_declined", "generic_decline")]
    [InlineData(AlwaysAsks, "authentication_required", "authentication_required")]
    public async Task Refused_it_leaves_a_payment_that_can_be_cancelled_for_good(string number, string code, string decline)
    {
        var (customer, card) = await Kept(number);
        var key = $"pur:{Guid.NewGuid()}:card:1";
        var (status, body, _) = await _sandbox.Post("/v1/payment_intents", Charge(customer, card, Guid.NewGuid()), key);
        var (error, intent) = (body["error"]!, body["error"]!["payment_intent"]!);
        (status, error.Text("type"), error.Text("code"), error.Text("decline_code"), intent.Text("status")).ShouldBe((402, "card_error", code, decline, "requires_payment_method"));
        intent["last_payment_error"]!.Text("code").ShouldBe(code);

        var canceled = await _sandbox.Post($"/v1/payment_intents/{intent.Text("id")}/cancel", "cancellation_reason=abandoned", $"{key}:cancel:0");
        (canceled.Body.Text("status"), canceled.Body.Text("cancellation_reason")).ShouldBe(("canceled", "abandoned"));

        (await _sandbox.Post($"/v1/payment_intents/{intent.Text("id")}/cancel", "cancellation_reason=abandoned", $"{key}:cancel:1")).Body.Code().ShouldBe("payment_intent_unexpected_state");
        (await _sandbox.Post($"/v1/payment_intents/{intent.Text("id")}/confirm", $"payment_method={card}&off_session=true")).Body.Code().ShouldBe("payment_intent_unexpected_state");
        (await _sandbox.Events(intent.Text("id"))).ShouldBe("payment_intent.created charge.failed payment_intent.payment_failed payment_intent.canceled");
    }

    [Fact]
    public async Task A_key_that_a_payment_without_a_card_has_used_up_charges_nothing_any_more()
    {
        var (customer, card) = await Kept();
        var (purchase, key) = (Guid.NewGuid(), $"pur:{Guid.NewGuid()}:card:1");

        var barred = await _sandbox.Post("/v1/payment_intents", Payment(customer, purchase), key);
        (barred.Status, barred.Body.Text("status")).ShouldBe((200, "requires_payment_method"));

        var late = await _sandbox.Post("/v1/payment_intents", Charge(customer, card, purchase), key);
        (late.Status, late.Body["error"]!.Text("type")).ShouldBe((400, "idempotency_error"));
        (await _sandbox.Single($"/v1/payment_intents?customer={customer}")).Number("amount_received").ShouldBe(0);
    }

    [Fact]
    public async Task A_charge_whose_answer_is_lost_was_made_and_its_key_tells()
    {
        var (customer, card) = await Kept();
        var (purchase, key) = (Guid.NewGuid(), $"pur:{Guid.NewGuid()}:card:1");
        await _sandbox.Order("/sandbox/stripe/fault", new { method = "POST", path = "/v1/payment_intents", kind = "reset-after", times = 1 });

        await Should.ThrowAsync<HttpRequestException>(() => _sandbox.Post("/v1/payment_intents", Charge(customer, card, purchase), key));

        (await _sandbox.Post("/v1/payment_intents", Charge(customer, card, purchase), key)).Body.Text("status").ShouldBe("succeeded");
        (await _sandbox.Get($"/v1/payment_intents?customer={customer}"))["data"]!.AsArray().Count.ShouldBe(1);
    }

    private static string Payment(string customer, Guid purchase) =>
        $"amount=3334&currency=cad&customer={customer}&description=Contact&allowed_payment_method_types[0]=card&metadata[purchase_id]={purchase}";

    private static string Charge(string customer, string card, Guid purchase) =>
        $"{Payment(customer, purchase)}&payment_method={card}&receipt_email=a%40example.com&confirm=true&off_session=true&return_url=https%3A%2F%2Fx.ca%2Fpaid";

    private async Task<(string Customer, string Card)> Kept(string number = "4242 4242 4242 4242")
    {
        var customer = await _sandbox.NewCustomer();
        var session = await _sandbox.OpenSetup(customer);
        if ((await _sandbox.Pay(session, number)).Headers.Location!.OriginalString.EndsWith("/authenticate", StringComparison.Ordinal))
            await _sandbox.Authenticate(session, succeed: true);
        return (customer, (await _sandbox.Single($"/v1/payment_methods?customer={customer}&type=card")).Text("id"));
    }
}
