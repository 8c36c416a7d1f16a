using System.Net;
using LeadMarket.Sandbox.Tests.Subscriptions;

namespace LeadMarket.Sandbox.Tests.Payments;

public sealed class BankDebitTests(BillingSandbox shared) : IClassFixture<BillingSandbox>
{
    private const string Pays = "000123456789";
    private const string Bounces = "000222222227";
    private readonly RunningSandbox _sandbox = shared.Sandbox;

    [Theory]
    [InlineData(Pays, "paid", "succeeded", "checkout.session.async_payment_succeeded")]
    [InlineData(Bounces, "unpaid", "requires_payment_method", "checkout.session.async_payment_failed")]
    public async Task A_debit_completes_the_session_and_pays_or_bounces_three_days_later(string account, string payment, string status, string told)
    {
        var id = await _sandbox.OpenSession();
        (await _sandbox.PayByDebit(id, account)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var ordered = await _sandbox.Get($"/v1/checkout/sessions/{id}?expand[]=payment_intent");
        (ordered.Text("status"), ordered.Text("payment_status"), ordered["payment_intent"]!.Text("status")).ShouldBe(("complete", "unpaid", "processing"));

        await _sandbox.Order("/clock", new { advanceSeconds = (3 * 86400) + 1 });
        await Reading.Eventually(async () => (await _sandbox.Events(id)).EndsWith(told, StringComparison.Ordinal), told);
        var settled = await _sandbox.Get($"/v1/checkout/sessions/{id}?expand[]=payment_intent.latest_charge");
        (settled.Text("status"), settled.Text("payment_status"), settled["payment_intent"]!.Text("status")).ShouldBe(("complete", payment, status));
        settled["payment_intent"]!["latest_charge"]!["balance_transaction"].ShouldBe(payment == "paid" ? settled["payment_intent"]!["latest_charge"]!["balance_transaction"].ShouldNotBeNull() : null);
    }

    [Fact]
    public async Task A_test_can_end_it_at_once_and_otherwise_than_foreseen()
    {
        var id = await _sandbox.OpenSession();
        await _sandbox.PayByDebit(id, Pays);
        var intent = (await _sandbox.Get($"/v1/checkout/sessions/{id}")).Text("payment_intent");
        (await _sandbox.Order("/sandbox/stripe/finish", new { id = intent, outcome = "failed" })).Number("finished").ShouldBe(1);
        (await _sandbox.Order("/sandbox/stripe/finish", new { id = intent })).Number("finished").ShouldBe(0);
        (await _sandbox.Get($"/v1/payment_intents/{intent}")).Text("status").ShouldBe("requires_payment_method");
    }

    [Fact]
    public async Task A_shop_that_takes_cards_only_offers_none()
    {
        var id = await _sandbox.OpenSession("&allowed_payment_method_types[0]=card");
        (await _sandbox.Http.GetStringAsync($"/c/pay/{id}")).ShouldNotContain("accountNumber");
        ((int)(await _sandbox.PayByDebit(id, Pays)).StatusCode).ShouldBeInRange(400, 499);
        (await _sandbox.Get($"/v1/checkout/sessions/{id}")).Text("status").ShouldBe("open");
        (await _sandbox.Http.GetStringAsync($"/c/pay/{await _sandbox.OpenSession()}")).ShouldContain("accountNumber");
    }

    [Fact]
    public async Task An_account_of_someone_real_is_refused()
    {
        var answer = await _sandbox.PayByDebit(await _sandbox.OpenSession(), "123456789");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("not a test account");
    }
}
