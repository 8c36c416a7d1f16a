using LeadMarket.Billing.Application.Ports;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Stripe;

internal sealed class StripeDisputeGateway(StripeClient stripe) : IDisputeGateway
{
    public async Task<GatewayAnswer<HostedDispute>> GetDispute(string id, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/disputes/{id}", StripeForm.Empty, StripeDisputeJson.Default.StripeDispute, cancel);
        return answer.Select(Read);
    }

    public async Task<GatewayAnswer<HostedFraudWarning>> GetFraudWarning(string id, CancellationToken cancel)
    {
        var answer = await stripe.Get($"v1/radar/early_fraud_warnings/{id}", StripeForm.Empty, StripeDisputeJson.Default.StripeFraudWarning, cancel);
        return answer.Select(warning => new HostedFraudWarning(warning.Id, warning.PaymentIntent, warning.FraudType));
    }

    private static HostedDispute Read(StripeDispute dispute) => new(
        dispute.Id, dispute.PaymentIntent, new Money(dispute.Amount, dispute.Currency.ToUpperInvariant()), dispute.Reason ?? "general", dispute.Status ?? "",
        DateTimeOffset.FromUnixTimeSeconds(dispute.Created),
        dispute.EvidenceDetails?.DueBy is { } due ? DateTimeOffset.FromUnixTimeSeconds(due) : null,
        [.. (dispute.BalanceTransactions ?? []).Select(StripeBalanceGateway.Read)]);
}
