using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Tests.Disputes;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Billing.Domain;

namespace LeadMarket.Billing.Tests.Reconciliation;

/// <summary>The books of the played Stripe: what it was asked to do, listed, and the balance that it makes.</summary>
internal sealed class PlayedBooks(FakeStripe stripe, FakeBanks banks) : IBooksGateway, IBalanceGateway
{
    private static readonly DateTimeOffset Somewhen = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Bills of plans that were paid.</summary>
    public List<StatedBill> Bills { get; } = [];

    /// <summary>What something has just happened to.</summary>
    public HashSet<string> Touched { get; } = new(StringComparer.Ordinal);

    /// <summary>Movements that no payment, refund or dispute made.</summary>
    public List<BalanceTransaction> Others { get; } = [];

    /// <summary>What the balance is off by.</summary>
    public long Drift { get; set; }

    public Task<GatewayAnswer<IReadOnlyList<HostedCheckout>>> ListCheckouts(DateTimeOffset? since, CancellationToken cancel) => List(stripe.Sessions.Values);

    public Task<GatewayAnswer<IReadOnlyList<HostedPayment>>> ListPayments(DateTimeOffset? since, CancellationToken cancel) => List(stripe.Payments.Values);

    public Task<GatewayAnswer<IReadOnlyList<HostedRefund>>> ListRefunds(DateTimeOffset? since, CancellationToken cancel) => List(stripe.Refunds.Values);

    public Task<GatewayAnswer<IReadOnlyList<StatedDispute>>> ListDisputes(DateTimeOffset? since, CancellationToken cancel) => List(banks.Disputes.Values.Select(Stated));

    public Task<GatewayAnswer<StatedDispute>> GetDispute(string id, CancellationToken cancel) => Task.FromResult(
        banks.Disputes.TryGetValue(id, out var found) ? GatewayAnswer<StatedDispute>.Of(Stated(found)) : GatewayAnswer<StatedDispute>.Refused(Refusal.NotFound));

    public Task<GatewayAnswer<IReadOnlyList<StatedBill>>> ListPaidBills(DateTimeOffset? since, CancellationToken cancel) => List(Bills);

    /// <summary>Paid bills that were made before every list begins.</summary>
    public List<StatedBill> OldBills { get; } = [];

    public Task<GatewayAnswer<StatedBill>> GetPaidBill(string id, CancellationToken cancel) => Task.FromResult(
        Bills.Concat(OldBills).FirstOrDefault(bill => bill.Id == id) is { } found ? GatewayAnswer<StatedBill>.Of(found) : GatewayAnswer<StatedBill>.Refused(Refusal.NotFound));

    public Task<GatewayAnswer<IReadOnlySet<string>>> ListTouched(DateTimeOffset since, CancellationToken cancel) =>
        Task.FromResult(GatewayAnswer<IReadOnlySet<string>>.Of(Touched));

    public Task<GatewayAnswer<IReadOnlyList<BalanceTransaction>>> ListTransactions(DateTimeOffset? since, CancellationToken cancel) => List(Movements());

    public Task<GatewayAnswer<HeldBalance>> GetBalance(string currency, CancellationToken cancel) =>
        Task.FromResult(GatewayAnswer<HeldBalance>.Of(new HeldBalance(Movements().Sum(moved => moved.NetCents) + Drift)));

    /// <summary>Stripe takes 2.9 % and 30 cents of each payment, and a refund out of the balance when it is made.</summary>
    private IEnumerable<BalanceTransaction> Movements() =>
    [
        .. stripe.Payments.Values.Where(payment => payment.Succeeded).Select(payment => Moved("charge", payment.Id, payment.Id, payment.Captured.Cents, ((payment.Captured.Cents * 29) + 500) / 1000 + 30)),
        .. stripe.Refunds.Values.Select(refund => Moved("refund", refund.Id, refund.PaymentIntent, -refund.AmountCents, fee: 0)),
        .. stripe.Refunds.Values.Where(refund => refund.State is RefundState.Failed or RefundState.Canceled)
            .Select(refund => Moved("refund_failure", refund.Id, refund.PaymentIntent, refund.AmountCents, fee: 0)),
        .. banks.Disputes.Values.SelectMany(dispute => dispute.Movements),
        .. Others,
    ];

    private static BalanceTransaction Moved(string type, string source, string? payment, long cents, long fee) =>
        new($"txn_{type}_{source}", type, type, source, cents, fee, cents - fee, "CAD", Somewhen, Somewhen, payment);

    private static StatedDispute Stated(HostedDispute dispute) => new(dispute.Id, dispute.PaymentIntent, dispute.Status, dispute.Amount.Cents);

    private static Task<GatewayAnswer<IReadOnlyList<T>>> List<T>(IEnumerable<T> items) => Task.FromResult(GatewayAnswer<IReadOnlyList<T>>.Of([.. items]));
}
