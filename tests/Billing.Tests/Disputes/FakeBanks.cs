using System.Collections.Concurrent;
using LeadMarket.Billing.Application.Ports;

namespace LeadMarket.Billing.Tests.Disputes;

/// <summary>What banks say against payments, as Stripe tells it when asked.</summary>
internal sealed class FakeBanks : IDisputeGateway
{
    public ConcurrentDictionary<string, HostedDispute> Disputes { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, HostedFraudWarning> Warnings { get; } = new(StringComparer.Ordinal);

    public Task<GatewayAnswer<HostedDispute>> GetDispute(string id, CancellationToken cancel) => Find(Disputes, id);

    public Task<GatewayAnswer<HostedFraudWarning>> GetFraudWarning(string id, CancellationToken cancel) => Find(Warnings, id);

    private static Task<GatewayAnswer<T>> Find<T>(ConcurrentDictionary<string, T> all, string id)
        where T : class =>
        Task.FromResult(all.TryGetValue(id, out var found) ? GatewayAnswer<T>.Of(found) : GatewayAnswer<T>.Refused(Refusal.NotFound));
}
