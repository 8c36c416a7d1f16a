using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam to the payment vendor's own books. Every list from a time on, or all there ever was; whole, or no answer.</summary>
internal interface IBooksGateway
{
    Task<GatewayAnswer<IReadOnlyList<HostedCheckout>>> ListCheckouts(DateTimeOffset? since, CancellationToken cancel);

    Task<GatewayAnswer<IReadOnlyList<HostedPayment>>> ListPayments(DateTimeOffset? since, CancellationToken cancel);

    Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefunds(DateTimeOffset? since, CancellationToken cancel);

    Task<GatewayAnswer<IReadOnlyList<StatedDispute>>> ListDisputes(DateTimeOffset? since, CancellationToken cancel);

    Task<GatewayAnswer<StatedDispute>> GetDispute(string id, CancellationToken cancel);

    /// <summary>Bills of plans that were paid.</summary>
    Task<GatewayAnswer<IReadOnlyList<StatedBill>>> ListPaidBills(DateTimeOffset? since, CancellationToken cancel);

    /// <summary>One bill; refused while it is not paid.</summary>
    Task<GatewayAnswer<StatedBill>> GetPaidBill(string id, CancellationToken cancel);

    /// <summary>The ids of everything that something happened to since then: webhooks of it may still be on their way.</summary>
    Task<GatewayAnswer<IReadOnlySet<string>>> ListTouched(DateTimeOffset since, CancellationToken cancel);
}

/// <param name="Status">The vendor's word.</param>
internal sealed record StatedDispute(string Id, string? PaymentIntent, string Status, long AmountCents);

/// <param name="Ours">It names a contractor of ours; others bill on the same account perhaps.</param>
/// <param name="PaymentIntents">What paid it; none when a customer's balance did.</param>
internal sealed record StatedBill(string Id, bool Ours, Money Total, Money Paid, IReadOnlyList<string> PaymentIntents);
