using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam to what banks and their customers say against payments.</summary>
internal interface IDisputeGateway
{
    Task<GatewayAnswer<HostedDispute>> GetDispute(string id, CancellationToken cancel);

    Task<GatewayAnswer<HostedFraudWarning>> GetFraudWarning(string id, CancellationToken cancel);
}

/// <summary>A dispute as the vendor says it stands now.</summary>
/// <param name="Movements">What it has moved of the balance so far.</param>
internal sealed record HostedDispute(
    string Id, string? PaymentIntent, Money Amount, string Reason, string Status, DateTimeOffset OpenedAt, DateTimeOffset? EvidenceDueAt,
    IReadOnlyList<BalanceTransaction> Movements);

/// <param name="Kind">The vendor's word for what the bank suspects.</param>
internal sealed record HostedFraudWarning(string Id, string? PaymentIntent, string? Kind);
