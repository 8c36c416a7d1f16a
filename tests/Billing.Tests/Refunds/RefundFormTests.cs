using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Tests.Stripe;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Refunds;

/// <summary>What goes over the wire, byte for byte.</summary>
public sealed class RefundFormTests
{
    private const string Id = "019aa000-0000-7000-8000-000000000001";
    private readonly StripeWire _wire = new();

    [Theory]
    [InlineData(null, "")]
    [InlineData(1000L, "&amount=1000")]
    public async Task A_refund_names_an_amount_when_it_is_a_part(long? cents, string amount)
    {
        _wire.Answers(200, """{"id":"re_1","status":"pending","payment_intent":"pi_1","amount":1000,"metadata":{"refund_id":"019aa000-0000-7000-8000-000000000001"}}""");

        var answer = await _wire.Gateway.Refund(
            new RefundOrder(new RefundId(Guid.Parse(Id)), new PurchaseId(Guid.Parse(Id)), "pi_1", $"refund:{Id}", Duplicate: false, cents), CancellationToken.None);

        _wire.Sent.ShouldHaveSingleItem().ShouldBe(new SentRequest(
            "POST", "/v1/refunds", $"payment_intent=pi_1{amount}&reason=requested_by_customer&metadata[purchase_id]={Id}&metadata[refund_id]={Id}",
            "application/x-www-form-urlencoded", $"refund:{Id}"));
        answer.Succeeded(out var made).ShouldBeTrue();
        made.ShouldBe(new HostedRefund("re_1", "pi_1", new RefundId(Guid.Parse(Id)), 1000, RefundState.Pending));
    }

    [Fact]
    public async Task Payments_of_bills_are_read_from_the_customer_s_bills_for_our_subscriptions()
    {
        _wire.Answers(200, """
            {"data":[
                {"id":"in_1","currency":"cad","parent":{"subscription_details":{"metadata":{"contractor_id":"x"}}},"payments":{"data":[{"payment":{"payment_intent":"pi_1"}}],"has_more":false}},
                {"id":"in_2","currency":"cad","parent":null,"payments":{"data":[{"payment":{"payment_intent":"pi_2"}}],"has_more":false}},
                {"id":"in_3","currency":"cad","parent":{"subscription_details":{"metadata":{}}},"payments":null}
            ],"has_more":false}
            """);

        var answer = await _wire.Gateway.ListBilledPayments("cus_1", CancellationToken.None);

        answer.Succeeded(out var billed).ShouldBeTrue();
        billed.ShouldBe(["pi_1"]);
        _wire.Sent.ShouldHaveSingleItem().Path.ShouldStartWith("/v1/invoices?customer=cus_1&expand[0]=data.payments");
    }

    [Theory]
    [InlineData("succeeded", "Succeeded")]
    [InlineData("failed", "Failed")]
    [InlineData("canceled", "Canceled")]
    [InlineData("requires_action", "RequiresAction")]
    [InlineData("pending", "Pending")]
    [InlineData("a_word_of_next_year", "Pending")]
    public async Task A_state_that_Stripe_invents_is_one_to_wait_on(string status, string state)
    {
        _wire.Answers(200, $$"""{"id":"re_1","status":"{{status}}","amount":1}""");

        var answer = await _wire.Gateway.GetRefund("re_1", CancellationToken.None);

        answer.Succeeded(out var refund).ShouldBeTrue();
        refund!.State.ShouldBe(Enum.Parse<RefundState>(state));
        _wire.Sent.ShouldHaveSingleItem().Path.ShouldBe("/v1/refunds/re_1");
    }
}
