namespace LeadMarket.Billing.Application.Ports;

/// <summary>The seam to the money that the payment vendor holds for us.</summary>
internal interface IBalanceGateway
{
    /// <summary>Everything that moved the balance from a time on, or ever, oldest first.</summary>
    Task<GatewayAnswer<IReadOnlyList<BalanceTransaction>>> ListTransactions(DateTimeOffset? since, CancellationToken cancel);

    /// <summary>What the vendor holds, available and pending, in a currency; zero for one it holds nothing in.</summary>
    Task<GatewayAnswer<HeldBalance>> GetBalance(string currency, CancellationToken cancel);
}

/// <summary>One movement of the balance, as the vendor says. Amounts in cents; negative when money left.</summary>
/// <param name="Id"><c>txn_…</c>.</param>
/// <param name="Type">The vendor's word: <c>charge</c>, <c>refund</c>, <c>payout</c>… New ones come.</param>
/// <param name="Category">Its finer word, which tells a dispute from another adjustment.</param>
/// <param name="Source">What caused it: a charge, a refund, a dispute, a payout.</param>
/// <param name="NetCents">The amount less the fee: what the balance really moved by.</param>
/// <param name="Payment">Of a charge or a refund: the payment it belongs to, or the charge itself when it has none; null when it was not said.</param>
internal sealed record BalanceTransaction(
    string Id, string Type, string? Category, string? Source, long AmountCents, long FeeCents, long NetCents, string Currency, DateTimeOffset CreatedAt,
    DateTimeOffset AvailableOn, string? Payment = null);

internal sealed record HeldBalance(long Cents);
