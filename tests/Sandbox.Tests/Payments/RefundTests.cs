using LeadMarket.Sandbox.Tests.Subscriptions;

namespace LeadMarket.Sandbox.Tests.Payments;

public sealed class RefundTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Fact]
    public async Task A_refund_may_be_pending_and_succeed_minutes_later()
    {
        var charge = (await _sandbox.Charge("pm_card_pendingRefund")).Text("id");
        var refund = (await _sandbox.Post("/v1/refunds", $"charge={charge}&amount=1000&reason=requested_by_customer&metadata[a]=b")).Body;
        refund.Text("status").ShouldBe("pending");
        (await _sandbox.Get($"/v1/charges/{charge}")).Number("amount_refunded").ShouldBe(1000);

        await _sandbox.Order("/clock", new { advanceSeconds = 181 });
        var id = refund.Text("id");
        await Reading.Eventually(async () => (await _sandbox.Get($"/v1/refunds/{id}")).Text("status") == "succeeded", "the bank pays it out");
        (await _sandbox.Events(id)).ShouldBe("refund.created refund.updated");
    }

    [Fact]
    public async Task A_refund_that_the_bank_returns_puts_the_charge_back()
    {
        var charge = (await _sandbox.Charge("pm_card_refundFail")).Text("id");
        var refund = (await _sandbox.Post("/v1/refunds", $"charge={charge}")).Body.Text("id");
        (await _sandbox.Get($"/v1/refunds/{refund}")).Text("status").ShouldBe("succeeded");
        (await _sandbox.Get($"/v1/charges/{charge}"))["refunded"]!.GetValue<bool>().ShouldBeTrue();

        (await _sandbox.Order("/sandbox/stripe/finish", new { id = refund })).Number("finished").ShouldBe(1);
        var failed = await _sandbox.Get($"/v1/refunds/{refund}?expand[]=failure_balance_transaction");
        failed.Text("status").ShouldBe("failed");
        failed["failure_reason"].ShouldNotBeNull();
        (failed["failure_balance_transaction"]!.Text("type"), failed["failure_balance_transaction"]!.Number("net")).ShouldBe(("refund_failure", 3334));
        var back = await _sandbox.Get($"/v1/charges/{charge}");
        (back.Number("amount_refunded"), back["refunded"]!.GetValue<bool>()).ShouldBe((0, false));
        (await _sandbox.Events(refund)).ShouldBe("refund.created refund.failed refund.updated");
        (await _sandbox.Get($"/v1/balance_transactions?source={refund}"))["data"]!.AsArray().Sum(move => move!.Number("net")).ShouldBe(0);
    }

    [Fact]
    public async Task A_test_may_have_a_pending_refund_fail()
    {
        var charge = (await _sandbox.Charge("pm_card_pendingRefund")).Text("id");
        var refund = (await _sandbox.Post("/v1/refunds", $"charge={charge}")).Body.Text("id");
        await _sandbox.Order("/sandbox/stripe/finish", new { kind = "refunds", outcome = "failed" });
        (await _sandbox.Get($"/v1/refunds/{refund}")).Text("status").ShouldBe("failed");
        (await _sandbox.Post("/v1/refunds", $"charge={charge}&amount=3335")).Status.ShouldBe(400);
        (await _sandbox.Post("/v1/refunds", $"charge={charge}&amount=3334")).Status.ShouldBe(200);
    }
}
