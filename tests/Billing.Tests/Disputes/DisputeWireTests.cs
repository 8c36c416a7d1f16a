using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Infrastructure.Stripe;
using LeadMarket.Billing.Tests.Stripe;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Tests.Disputes;

public sealed class DisputeWireTests
{
    private readonly StripeWire _wire = new();

    [Fact]
    public async Task A_dispute_is_read_with_what_it_moved()
    {
        _wire.Answers(200, """
            {"id":"dp_1","object":"dispute","amount":3334,"currency":"cad","charge":"ch_1","payment_intent":"pi_1","reason":"fraudulent","status":"needs_response",
             "created":1790000000,"evidence_details":{"due_by":1790600000,"has_evidence":false},"livemode":false,
             "balance_transactions":[{"id":"txn_1","object":"balance_transaction","amount":-3334,"fee":1500,"net":-4834,"currency":"cad","type":"adjustment",
               "reporting_category":"dispute","source":"dp_1","created":1790000000,"available_on":1790000000}]}
            """);

        var answer = await new StripeDisputeGateway(_wire.Client).GetDispute("dp_1", CancellationToken.None);

        answer.Succeeded(out var dispute).ShouldBeTrue();
        (dispute!.Id, dispute.PaymentIntent, dispute.Amount, dispute.Reason, dispute.Status).ShouldBe(("dp_1", "pi_1", new Money(3334, "CAD"), "fraudulent", "needs_response"));
        dispute.EvidenceDueAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1790600000));
        var moved = dispute.Movements.ShouldHaveSingleItem();
        (moved.Id, moved.AmountCents, moved.FeeCents, moved.NetCents, moved.Category).ShouldBe(("txn_1", -3334, 1500, -4834, "dispute"));
        _wire.Sent.ShouldHaveSingleItem().Path.ShouldBe("/v1/disputes/dp_1");
    }

    [Fact]
    public async Task A_dispute_may_leave_out_whatever_Stripe_may_leave_out()
    {
        _wire.Answers(200, """{"id":"dp_1","amount":1,"currency":"cad","created":0,"evidence_details":{"due_by":null}}""");

        var answer = await new StripeDisputeGateway(_wire.Client).GetDispute("dp_1", CancellationToken.None);

        answer.Succeeded(out var dispute).ShouldBeTrue();
        (dispute!.PaymentIntent, dispute.EvidenceDueAt, dispute.Movements.Count).ShouldBe((null, null, 0));
    }

    [Fact]
    public async Task A_fraud_warning_names_its_payment()
    {
        _wire.Answers(200, """{"id":"issfr_1","payment_intent":"pi_1","charge":"ch_1","fraud_type":"made_with_stolen_card","actionable":true}""");

        var answer = await new StripeDisputeGateway(_wire.Client).GetFraudWarning("issfr_1", CancellationToken.None);

        answer.Succeeded(out var warning).ShouldBeTrue();
        warning.ShouldBe(new HostedFraudWarning("issfr_1", "pi_1", "made_with_stolen_card"));
        _wire.Sent.ShouldHaveSingleItem().Path.ShouldBe("/v1/radar/early_fraud_warnings/issfr_1");
    }
}
