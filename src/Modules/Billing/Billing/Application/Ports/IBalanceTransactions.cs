namespace LeadMarket.Billing.Application.Ports;

/// <summary>Our copy of what moved Stripe's balance. Rows are only ever added.</summary>
internal interface IBalanceTransactions
{
    /// <summary>Keeps those that are not known yet, and answers them, in the order given.</summary>
    Task<IReadOnlyList<BalanceTransaction>> AddNew(IReadOnlyList<BalanceTransaction> moved, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Charges and refunds from before a time that belong to no payment of ours and are not booked, in the order of booking.</summary>
    Task<IReadOnlyList<BalanceTransaction>> ListForeign(DateTimeOffset before, CancellationToken cancel);

    /// <summary>Those that were booked as foreign and whose payment is ours by now, in the order of booking.</summary>
    Task<IReadOnlyList<BalanceTransaction>> ListOursAfterAll(CancellationToken cancel);
}
