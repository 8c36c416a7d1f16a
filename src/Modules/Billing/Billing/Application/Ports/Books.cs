using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Application.Ports;

/// <summary>The ledger. System and staff post to it; nobody changes it.</summary>
internal interface ILedger
{
    /// <summary>Posts an entry in this transaction; false, and nothing, when its cause is posted already. Lines on
    /// <see cref="LedgerAccounts.Credits"/> move the contractor's balance with them. An entry without lines posts nothing.</summary>
    Task<bool> Post(LedgerEntry entry, CancellationToken cancel);

    /// <summary>Keeps that the ledger was checked, and what was found.</summary>
    Task Keep(LedgerCheckView check, CancellationToken cancel);
}

/// <summary>What operators have to see to.</summary>
internal interface IAlarms
{
    /// <summary>Raises an alarm in this transaction, unless one of this kind stands for this subject; tells operators by
    /// <see cref="AlarmRaised"/>.</summary>
    Task Raise(string kind, string subject, string detail, PurchaseId? purchase, CancellationToken cancel);

    /// <summary>Takes it down when what it was about has come right by itself.</summary>
    Task Clear(string kind, string subject, CancellationToken cancel);

    /// <summary>Takes one down by hand, whether it stands or not; false when there is none.</summary>
    Task<bool> Clear(Guid alarm, CancellationToken cancel);
}

/// <summary>Invoices and credit notes. Each takes its number in this transaction, so that none is lost.</summary>
internal interface IDocuments
{
    /// <summary>The invoice of a purchase; null while there is none, and for money that bought nothing.</summary>
    Task<IssuedDocument?> FindInvoice(PurchaseId purchase, CancellationToken cancel);

    /// <summary>Issues the invoice of a purchase, or answers the one it has.</summary>
    Task<IssuedDocument> IssueInvoice(InvoiceDraft draft, CancellationToken cancel);

    /// <summary>Issues a credit note for a part of an invoice, split over price and taxes so that parts that add up to the whole
    /// reverse each line exactly; or answers the one that the cause has.</summary>
    /// <exception cref="InvalidOperationException">No invoice, or more than is left of it.</exception>
    Task<IssuedDocument> IssueCreditNote(CreditNoteDraft draft, CancellationToken cancel);
}

/// <param name="Lines">Before discount and tax; they add up to the subtotal.</param>
/// <param name="Taxes">As charged, by code.</param>
/// <param name="Paid">Adds up to the total.</param>
internal sealed record InvoiceDraft(
    PurchaseId Purchase, ContractorId Contractor, DocumentSubject Subject, BilledTo BilledTo, string Locale, IReadOnlyList<DocumentLine> Lines,
    Money Discount, IReadOnlyList<TaxLine> Taxes, Money Total, IReadOnlyList<PaymentPart> Paid, DateTimeOffset At);

/// <param name="Cause">Of the refund: <c>refund:{id}</c>. Keys the document.</param>
/// <param name="Cents">Taxes included.</param>
/// <param name="Paid">How the money went back.</param>
internal sealed record CreditNoteDraft(string Cause, PurchaseId Purchase, long Cents, IReadOnlyList<PaymentPart> Paid, DateTimeOffset At);

/// <summary>What the books need of a document.</summary>
/// <param name="Net">After discount, before tax.</param>
/// <param name="Total">Net and taxes.</param>
internal sealed record IssuedDocument(
    DocumentId Id, string Number, DocumentSubject Subject, PurchaseId Purchase, ContractorId Contractor, Money Net, IReadOnlyList<TaxLine> Taxes, Money Total);
