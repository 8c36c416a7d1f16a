using System.Net;

namespace LeadMarket.Sandbox.Tests;

public sealed class StripeApiTests(SandboxDatabaseFixture database) : IClassFixture<SandboxDatabaseFixture>
{
    [Theory]
    [InlineData("/v1/checkout/sessions", "mode=payment", "parameter_missing")]
    [InlineData("/v1/checkout/sessions", RunningSandbox.SessionForm + "&payment_method_types[]=card", "parameter_unknown")]
    [InlineData("/v1/checkout/sessions", RunningSandbox.SessionForm + "&payment_intent_data[nope]=1", "parameter_unknown")]
    [InlineData("/v1/checkout/sessions", RunningSandbox.SessionForm + "&customer=cus_none", "resource_missing")]
    [InlineData("/v1/payment_intents", "amount=49&currency=cad", "amount_too_small")]
    [InlineData("/v1/payment_intents", "amount=100000000&currency=cad", "amount_too_large")]
    [InlineData("/v1/payment_intents", "amount=-1&currency=cad", "parameter_invalid_integer")]
    [InlineData("/v1/payment_intents", "amount=0.5&currency=cad", "parameter_invalid_integer")]
    [InlineData("/v1/payment_intents", "amount=1e309&currency=cad", "parameter_invalid_integer")]
    [InlineData("/v1/payment_intents", "amount=9223372036854775808&currency=cad", "parameter_invalid_integer")]
    [InlineData("/v1/refunds", "payment_intent=pi_none", "resource_missing")]
    [InlineData("/v1/customers", "email=not-an-address", "email_invalid")]
    [InlineData("/v1/customers", "email=", "parameter_invalid_empty")]
    [InlineData("/v1/customers", "name=%00", "parameter_invalid")]
    public async Task Bad_parameters_are_refused_in_Stripes_words(string path, string form, string code)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var (status, body, answer) = await sandbox.Post(path, form);
        status.ShouldBeOneOf(400, 404);
        body.Code().ShouldBe(code);
        answer.Headers.Contains("Request-Id").ShouldBeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer sk_live_real")]
    [InlineData("Bearer pk_test_public")]
    [InlineData("Basic ///")]
    public async Task Only_a_secret_test_key_opens_it(string? authorization)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        sandbox.Http.DefaultRequestHeaders.Remove("Authorization");
        if (authorization is not null) sandbox.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        (await sandbox.Http.GetAsync("/v1/events")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_authenticationRequired", "authentication_required", "authentication_required")]
    public async Task An_off_session_charge_that_fails_is_a_402_with_its_intent(string card, string code, string decline)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var (status, body, _) = await sandbox.Post("/v1/payment_intents", $"amount=3334&currency=cad&payment_method={card}&off_session=True&confirm=true");
        status.ShouldBe(402);
        var error = body["error"]!;
        error.Text("type").ShouldBe("card_error");
        error.Text("code").ShouldBe(code);
        error.Text("decline_code").ShouldBe(decline);
        var intent = error["payment_intent"]!;
        intent.Text("status").ShouldBe("requires_payment_method");
        (await sandbox.Post($"/v1/payment_intents/{intent.Text("id")}/cancel", "")).Body.Text("status").ShouldBe("canceled");
        (await sandbox.Post($"/v1/payment_intents/{intent.Text("id")}/cancel", "")).Body.Code().ShouldBe("payment_intent_unexpected_state");
    }

    [Fact]
    public async Task A_card_kept_at_checkout_pays_later_without_its_owner()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var customer = (await sandbox.Post("/v1/customers", "name=A")).Body.Text("id");
        var session = await sandbox.OpenSession($"&customer={customer}&payment_intent_data[setup_future_usage]=off_session");
        await sandbox.Pay(session);
        var paid = await sandbox.Get($"/v1/checkout/sessions/{session}?expand[]=payment_intent");
        var card = paid["payment_intent"]!.Text("payment_method");
        var (_, body, _) = await sandbox.Post("/v1/payment_intents", $"amount=1000&currency=cad&customer={customer}&payment_method={card}&off_session=true&confirm=true");
        body.Text("status").ShouldBe("succeeded");
    }

    [Fact]
    public async Task Refunds_never_give_back_more_than_was_paid()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        var (_, intent, _) = await sandbox.Post("/v1/payment_intents", "amount=3334&currency=cad&payment_method=pm_card_visa&confirm=true");
        var id = intent.Text("id");
        (await sandbox.Post("/v1/refunds", $"payment_intent={id}&amount=3335")).Status.ShouldBe(400);
        (await sandbox.Post("/v1/refunds", $"payment_intent={id}&amount=0")).Status.ShouldBe(400);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => sandbox.Post("/v1/refunds", $"payment_intent={id}&amount=1000")));
        answers.Count(answer => answer.Status == 200).ShouldBe(3);
        (await sandbox.Post("/v1/refunds", $"payment_intent={id}&reason=requested_by_customer")).Body["amount"]!.GetValue<long>().ShouldBe(334);
        (await sandbox.Post("/v1/refunds", $"payment_intent={id}")).Body.Code().ShouldBe("charge_already_refunded");
        var payment = (await sandbox.Get("/sandbox/payments.json")).AsArray().Single(each => each!.Text("id") == id);
        payment!["amountRefunded"]!.GetValue<long>().ShouldBe(3334);
        (await sandbox.Get($"/v1/refunds?payment_intent={id}"))["data"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task Lists_are_walked_to_their_end_without_gap_or_repeat()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        foreach (var _ in Enumerable.Range(0, 5)) await sandbox.Post("/v1/customers", "email=walk@example.com");
        var seen = new List<string>();
        for (var after = ""; ;)
        {
            var page = await sandbox.Get("/v1/customers?email=walk@example.com&limit=2" + after);
            seen.AddRange(page["data"]!.AsArray().Select(customer => customer!.Text("id")));
            if (!page["has_more"]!.GetValue<bool>()) break;
            after = $"&starting_after={seen[^1]}";
        }

        seen.Count.ShouldBe(5);
        seen.Distinct(StringComparer.Ordinal).Count().ShouldBe(5);
    }

    [Theory]
    [InlineData("refuse")]
    [InlineData("truncated")]
    public async Task A_broken_connection_is_one_the_client_can_see(string kind)
    {
        await using var sandbox = await RunningSandbox.Start(database);
        await sandbox.Order("/sandbox/stripe/fault", new { path = "/v1/customers", kind, times = 1 });
        await Should.ThrowAsync<HttpRequestException>(() => sandbox.Post("/v1/customers", "name=A"));
        (await sandbox.Post("/v1/customers", "name=A")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_unknown_path_and_unreadable_orders_are_client_errors()
    {
        await using var sandbox = await RunningSandbox.Start(database);
        (await sandbox.Post("/v1/nothing", "")).Status.ShouldBe(404);
        foreach (var path in new[] { "/clock", "/seed", "/sandbox/webhooks/mode", "/sandbox/webhooks/redeliver", "/sandbox/stripe/fault" })
        {
            foreach (var body in new[] { "", "{", "[]", "null", "{\"mode\":7,\"times\":\"x\",\"path\":{},\"to\":\"\\ud800\"}", "{\"a\":1,\"a\":2}" })
            {
                var answer = await sandbox.Http.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
                ((int)answer.StatusCode).ShouldBeOneOf([400, .. path == "/seed" ? [503] : Array.Empty<int>()], $"{path} {body}");
            }
        }
    }
}
