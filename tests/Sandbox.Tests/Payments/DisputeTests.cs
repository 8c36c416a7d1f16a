using System.Net;
using System.Net.Http.Json;
using LeadMarket.Sandbox.Tests.Subscriptions;

namespace LeadMarket.Sandbox.Tests.Payments;

public sealed class DisputeTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Fact]
    public async Task A_fraudulent_payment_is_disputed_right_after_and_cannot_be_refunded()
    {
        var charge = await _sandbox.Charge("pm_card_createDispute");
        var id = charge.Text("id");
        await Reading.Eventually(async () => (await _sandbox.Events(id)).EndsWith("charge.dispute.created charge.dispute.funds_withdrawn", StringComparison.Ordinal), "the dispute opens");
        var dispute = await _sandbox.Single($"/v1/disputes?charge={id}&created[gte]=1");
        (dispute.Text("status"), dispute.Text("reason"), dispute.Number("amount"), dispute.Text("payment_intent"))
            .ShouldBe(("needs_response", "fraudulent", 3334, charge.Text("payment_intent")));
        dispute["evidence_details"]!.Number("due_by").ShouldBeGreaterThan(dispute.Number("created"));
        var withdrawn = dispute["balance_transactions"]!.AsArray().ShouldHaveSingleItem()!;
        (withdrawn.Number("amount"), withdrawn.Number("fee"), withdrawn.Number("net"), withdrawn.Text("type")).ShouldBe((-3334, 1500, -4834, "adjustment"));
        (await _sandbox.Get($"/v1/charges/{id}"))["disputed"]!.GetValue<bool>().ShouldBeTrue();
        (await _sandbox.Post("/v1/refunds", $"charge={id}")).Body.Code().ShouldBe("charge_disputed");
    }

    [Theory]
    [InlineData("won", "charge.dispute.closed charge.dispute.funds_reinstated", -1500, 200)]
    [InlineData("lost", "charge.dispute.closed", -4834, 400)]
    public async Task A_dispute_opened_and_closed_by_a_test_moves_the_money(string outcome, string told, long net, int refund)
    {
        var charge = await _sandbox.Charge();
        var opened = await _sandbox.Order("/sandbox/stripe/disputes", new { paymentIntent = charge.Text("payment_intent"), reason = "product_not_received" });
        (await _sandbox.Http.PostAsJsonAsync("/sandbox/stripe/disputes", new { charge = charge.Text("id") })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await _sandbox.Order($"/sandbox/stripe/disputes/{opened.Text("id")}/close", new { outcome })).Text("status").ShouldBe(outcome);
        (await _sandbox.Http.PostAsJsonAsync($"/sandbox/stripe/disputes/{opened.Text("id")}/close", new { outcome })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        (await _sandbox.Events(opened.Text("id"))).ShouldBe("charge.dispute.created charge.dispute.funds_withdrawn " + told);
        var moves = (await _sandbox.Get($"/v1/balance_transactions?source={opened.Text("id")}"))["data"]!.AsArray();
        moves.Sum(move => move!.Number("net")).ShouldBe(net);
        (await _sandbox.Post("/v1/refunds", $"charge={charge.Text("id")}")).Status.ShouldBe(refund);
    }

    [Fact]
    public async Task An_inquiry_takes_no_money_until_it_is_lost()
    {
        var charge = (await _sandbox.Charge("pm_card_createDisputeInquiry")).Text("id");
        await Reading.Eventually(async () => (await _sandbox.Events(charge)).EndsWith("charge.dispute.created", StringComparison.Ordinal), "the inquiry opens");
        var inquiry = await _sandbox.Single($"/v1/disputes?charge={charge}");
        inquiry.Text("status").ShouldBe("warning_needs_response");
        inquiry["balance_transactions"]!.AsArray().ShouldBeEmpty();
        (await _sandbox.Post("/v1/refunds", $"charge={charge}&amount=334")).Status.ShouldBe(200);
        var lost = await _sandbox.Order($"/sandbox/stripe/disputes/{inquiry.Text("id")}/close", new { outcome = "lost" });
        (lost.Text("status"), lost.Number("amount")).ShouldBe(("lost", 3000));
        (await _sandbox.Events(inquiry.Text("id"))).ShouldBe("charge.dispute.created charge.dispute.funds_withdrawn charge.dispute.closed");
    }

    [Theory]
    [InlineData("evidence[uncategorized_text]=winning_evidence", "won")]
    [InlineData("evidence[uncategorized_text]=losing_evidence", "lost")]
    [InlineData("evidence[customer_name]=Zoe", "under_review")]
    [InlineData("evidence[customer_name]=Zoe&submit=false", "needs_response")]
    public async Task Evidence_is_judged_as_in_Stripes_test_mode(string form, string status)
    {
        var opened = await _sandbox.Order("/sandbox/stripe/disputes", new { charge = (await _sandbox.Charge()).Text("id") });
        (await _sandbox.Post($"/v1/disputes/{opened.Text("id")}", form)).Body.Text("status").ShouldBe(status);
        (await _sandbox.Post($"/v1/disputes/{opened.Text("id")}/close", "")).Status.ShouldBe(status is "won" or "lost" ? 400 : 200);
    }

    [Fact]
    public async Task A_fraud_warning_is_settled_by_a_refund()
    {
        var charge = (await _sandbox.Charge("pm_card_createIssuerFraudRecord")).Text("id");
        await Reading.Eventually(async () => (await _sandbox.Events(charge)).EndsWith("radar.early_fraud_warning.created", StringComparison.Ordinal), "the bank warns");
        var warning = await _sandbox.Single($"/v1/radar/early_fraud_warnings?charge={charge}");
        warning["actionable"]!.GetValue<bool>().ShouldBeTrue();
        await _sandbox.Post("/v1/refunds", $"charge={charge}");
        (await _sandbox.Get($"/v1/radar/early_fraud_warnings/{warning.Text("id")}"))["actionable"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task The_sandboxs_own_page_has_buttons_for_it()
    {
        var charge = (await _sandbox.Charge()).Text("id");
        (await _sandbox.Http.GetStringAsync("/")).ShouldContain($"Dispute {charge}");
        var answer = await _sandbox.Http.PostAsync("/sandbox/stripe/disputes", new FormUrlEncodedContent([KeyValuePair.Create("charge", charge)]));
        answer.Headers.Location!.OriginalString.ShouldBe("/#banks");
        var dispute = (await _sandbox.Single($"/v1/disputes?charge={charge}")).Text("id");
        (await _sandbox.Http.GetStringAsync("/")).ShouldContain($"/sandbox/stripe/disputes/{dispute}/close");
    }

    [Theory]
    [InlineData("/sandbox/stripe/disputes")]
    [InlineData("/sandbox/stripe/disputes/du_none/close")]
    [InlineData("/sandbox/stripe/finish")]
    [InlineData("/sandbox/stripe/payouts")]
    public async Task Unreadable_orders_are_the_senders_fault(string path)
    {
        foreach (var body in new[] { "", "[]", "{\"charge\":7,\"outcome\":\"x\",\"amount\":\"y\"}", "{\"paymentIntent\":\"pi_none\",\"outcome\":\"won\",\"amount\":0,\"kind\":\"x\"}" })
        {
            var answer = await _sandbox.Http.PostAsync(path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
            ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{path} {body}");
        }
    }
}
