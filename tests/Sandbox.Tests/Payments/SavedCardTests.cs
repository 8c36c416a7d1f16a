using System.Net;
using LeadMarket.Sandbox.Tests.Subscriptions;

namespace LeadMarket.Sandbox.Tests.Payments;

public sealed class SavedCardTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Fact]
    public async Task A_setup_session_keeps_a_card_and_charges_nothing()
    {
        var customer = await _sandbox.NewCustomer();
        var id = await _sandbox.OpenSetup(customer);
        (await _sandbox.Pay(id)).Headers.Location!.OriginalString.ShouldBe("http://localhost:5080/kept");

        var session = await _sandbox.Get($"/v1/checkout/sessions/{id}?expand[]=setup_intent.payment_method");
        session.Text("status").ShouldBe("complete");
        session.Text("payment_status").ShouldBe("no_payment_required");
        session["payment_intent"].ShouldBeNull();
        session["amount_total"].ShouldBeNull();
        var intent = session["setup_intent"]!;
        intent.Text("status").ShouldBe("succeeded");
        intent["metadata"]!.ToJsonString().ShouldBe("""{"contractor":"c1"}""");
        var card = intent["payment_method"]!["card"]!;
        (card.Text("brand"), card.Text("last4"), card.Number("exp_month"), card.Number("exp_year"), card.Text("funding"), card.Text("country"))
            .ShouldBe(("visa", "4242", 12, 2040, "credit", "US"));
        intent["payment_method"]!.Text("customer").ShouldBe(customer);
        (await _sandbox.Events(id, intent.Text("id"), intent["payment_method"]!.Text("id"))).ShouldBe(
            "setup_intent.created setup_intent.succeeded payment_method.attached checkout.session.completed");
    }

    [Fact]
    public async Task A_card_that_the_bank_refuses_is_not_kept()
    {
        var customer = await _sandbox.NewCustomer();
        var id = await _sandbox.OpenSetup(customer);
        (await _sandbox.Pay(id, "4000 0000 0000 9995")).StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        var intent = (await _sandbox.Get($"/v1/checkout/sessions/{id}?expand[]=setup_intent"))["setup_intent"]!;
        intent["last_setup_error"]!.Text("decline_code").ShouldBe("insufficient_funds");
        (await _sandbox.Get($"/v1/payment_methods?customer={customer}"))["data"]!.AsArray().ShouldBeEmpty();
        (await _sandbox.Post($"/v1/checkout/sessions/{id}/expire", "")).Status.ShouldBe(200);
        (await _sandbox.Get($"/v1/setup_intents/{intent.Text("id")}")).Text("status").ShouldBe("canceled");
    }

    [Fact]
    public async Task A_card_can_be_kept_whose_charges_then_fail()
    {
        var customer = await _sandbox.NewCustomer();
        await _sandbox.Pay(await _sandbox.OpenSetup(customer), "4000 0000 0000 0341");
        var method = await _sandbox.Single($"/v1/customers/{customer}/payment_methods");
        var (status, body, _) = await _sandbox.Post("/v1/payment_intents", $"amount=1000&currency=cad&customer={customer}&payment_method={method.Text("id")}&off_session=true&confirm=true");
        status.ShouldBe(402);
        body.Code().ShouldBe("card_declined");
    }

    [Fact]
    public async Task A_detached_card_is_no_longer_the_default_nor_usable()
    {
        var customer = await _sandbox.NewCustomer();
        var stranger = await _sandbox.NewCustomer();
        var method = (await _sandbox.Post("/v1/payment_methods/pm_card_visa/attach", $"customer={customer}")).Body.Text("id");
        (await _sandbox.Post($"/v1/customers/{stranger}", $"invoice_settings[default_payment_method]={method}")).Body.Code().ShouldBe("resource_missing");
        (await _sandbox.Post($"/v1/customers/{customer}", $"invoice_settings[default_payment_method]={method}&name=&metadata[a]=b")).Status.ShouldBe(200);
        var updated = await _sandbox.Get($"/v1/customers/{customer}?expand[]=invoice_settings.default_payment_method");
        updated["invoice_settings"]!["default_payment_method"]!.Text("id").ShouldBe(method);
        updated["name"].ShouldBeNull();

        (await _sandbox.Post($"/v1/payment_methods/{method}/detach", "")).Body["customer"].ShouldBeNull();
        (await _sandbox.Post($"/v1/payment_methods/{method}/detach", "")).Status.ShouldBe(400);
        (await _sandbox.Get($"/v1/customers/{customer}"))["invoice_settings"]!["default_payment_method"].ShouldBeNull();
        var told = (await _sandbox.Get("/v1/events?type=payment_method.detached"))["data"]!.AsArray()
            .Single(each => each!["data"]!["object"]!.Text("id") == method);
        told!["data"]!["previous_attributes"]!.Text("customer").ShouldBe(customer);
        (await _sandbox.Post("/v1/payment_intents", $"amount=1000&currency=cad&payment_method={method}&confirm=true")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("mode=setup&success_url=http%3A%2F%2Fa.test", "parameter_missing")]
    [InlineData("mode=setup&currency=cad&success_url=http%3A%2F%2Fa.test&line_items[0][quantity]=1", null)]
    [InlineData("mode=setup&currency=cad&success_url=http%3A%2F%2Fa.test&allowed_payment_method_types[0]=acss_debit", null)]
    public async Task A_setup_session_takes_no_prices_and_only_cards(string form, string? code)
    {
        var (status, body, _) = await _sandbox.Post("/v1/checkout/sessions", form);
        status.ShouldBe(400);
        body.Code().ShouldBe(code);
    }
}
