using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>Credits that open checkouts have set aside. A contractor's requests take turns on them, so that none is spent twice.</summary>
internal interface ICreditHolds
{
    /// <summary>Sets aside for a purchase as many free credits as it can use, and answers how many.</summary>
    /// <param name="totalCents">What the purchase costs.</param>
    Task<long> SetAside(PurchaseId purchase, ContractorId contractor, long totalCents, CancellationToken cancel);

    /// <summary>Takes what was set aside, for the ledger to spend in this transaction. False, and nothing, when it was given
    /// free meanwhile and is no longer there.</summary>
    Task<bool> Take(PurchaseId purchase, CancellationToken cancel);

    /// <summary>Gives free what is still set aside for a purchase.</summary>
    Task Release(PurchaseId purchase, CancellationToken cancel);
}
