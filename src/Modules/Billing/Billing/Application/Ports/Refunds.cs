using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

internal interface IRefunds
{
    /// <summary>Whose money a refund is; null when there is no such refund.</summary>
    Task<PurchaseId?> FindPurchase(RefundId refund, CancellationToken cancel);

    /// <summary>Every refund of a purchase, of second payments too, those that this command has made included. Ask while the purchase is held.</summary>
    Task<IReadOnlyList<Refund>> OfPurchase(PurchaseId purchase, CancellationToken cancel);

    /// <summary>What a purchase was paid with; null while nothing was.</summary>
    Task<SettledPurchase?> FindSettled(PurchaseId purchase, CancellationToken cancel);

    /// <summary>Whether a payment is in the books; one of an earlier release may not be yet.</summary>
    Task<bool> IsBooked(string paymentIntent, CancellationToken cancel);

    /// <summary>What was posted when a payment came, its own entry or that of the bill it paid; empty while nothing is.</summary>
    Task<IReadOnlyList<LedgerLine>> EntryOf(string paymentIntent, CancellationToken cancel);

    void Add(Refund refund);
}

internal interface IDisputes
{
    Task<Dispute?> Find(string id, CancellationToken cancel);

    Task<IReadOnlyList<Dispute>> OfPurchase(PurchaseId purchase, CancellationToken cancel);

    void Add(Dispute dispute);
}
