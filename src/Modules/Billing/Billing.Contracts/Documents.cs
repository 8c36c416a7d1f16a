using LeadMarket.Kernel;

namespace LeadMarket.Billing.Contracts;

/// <summary>An invoice or a credit note.</summary>
public readonly record struct DocumentId(Guid Value) : ITypedId<DocumentId>
{
    public static DocumentId From(Guid value) => new(value);

    public static DocumentId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public override string ToString() => Value.ToString();
}

public enum DocumentKind
{
    Invoice,

    /// <summary>Reverses an invoice, whole or in part. Its amounts are positive.</summary>
    CreditNote,
}

/// <summary>What an invoice is for.</summary>
public enum DocumentSubject
{
    Lead,
    Plan,
}

/// <summary>A contractor's invoices and credit notes, newest first.</summary>
/// <param name="Year">Of the market's calendar; null for all.</param>
/// <param name="Cursor">Where the page before ended; an unreadable one starts again at the top.</param>
public sealed record ListDocuments(ContractorId Contractor, int? Year = null, string? Cursor = null) : IQuery<DocumentPage>;

/// <param name="NextCursor">Null on the last page.</param>
/// <param name="Months">Months that have a document, newest first, for the statements.</param>
public sealed record DocumentPage(IReadOnlyList<DocumentSummary> Items, string? NextCursor, int Total, IReadOnlyList<int> Years, IReadOnlyList<StatementMonth> Months);

/// <param name="Month">1 to 12.</param>
public sealed record StatementMonth(int Year, int Month);

/// <param name="Number">With its prefix; without gaps within its kind.</param>
/// <param name="Text">The first line, in each language of the market.</param>
public sealed record DocumentSummary(
    DocumentId Id, string Number, DocumentKind Kind, DocumentSubject Subject, DateTimeOffset IssuedAt, Money Total, PurchaseId Purchase,
    IReadOnlyDictionary<string, string> Text);

/// <summary>One document, of one's own, or any for staff. Refused with <c>billing.document-not-found</c>.</summary>
public sealed record GetDocument(DocumentId Document) : IQuery<DocumentView>;

/// <param name="Seller">As it was when issued.</param>
/// <param name="Lines">Before discount and tax.</param>
/// <param name="Taxes">With names, rates and registrations as they were.</param>
/// <param name="Paid">How it was settled, or how the money went back.</param>
/// <param name="Corrects">The invoice that a credit note reverses.</param>
/// <param name="CorrectedBy">The credit notes that reverse an invoice.</param>
public sealed record DocumentView(
    DocumentSummary Summary, ContractorId Contractor, DocumentSeller Seller, BilledTo BilledTo, IReadOnlyList<DocumentLine> Lines, Money Subtotal,
    Money Discount, IReadOnlyList<DocumentTax> Taxes, Money Total, IReadOnlyList<PaymentPart> Paid, DocumentSummary? Corrects,
    IReadOnlyList<DocumentSummary> CorrectedBy);

/// <param name="PostalAddress">One line.</param>
public sealed record DocumentSeller(string LegalName, string PostalAddress, string Email);

/// <param name="Text">In each language of the market.</param>
/// <param name="Cents">Negative for unused time given back on a change of plan.</param>
public sealed record DocumentLine(IReadOnlyDictionary<string, string> Text, long Cents);

/// <param name="Name">In each language of the market.</param>
/// <param name="Registration">Of the seller; absent where none is required.</param>
public sealed record DocumentTax(string Code, IReadOnlyDictionary<string, string> Name, int RatePpm, string? Registration, long Cents);

/// <param name="Way"><c>card</c>, <c>credit</c>, or <c>balance</c>: what an earlier change of plan left at Stripe.</param>
public sealed record PaymentPart(string Way, long Cents);

/// <summary>A month of one contractor: what was billed, what went back, how it was paid, credits at both ends.</summary>
/// <param name="Month">1 to 12, of the market's calendar.</param>
/// <remarks>Refused with <c>billing.statement-not-found</c> for a month to come or before the first document.</remarks>
public sealed record GetStatement(ContractorId Contractor, int Year, int Month) : IQuery<Statement>;

/// <param name="Documents">Oldest first.</param>
/// <param name="Taxes">Per tax: of invoices less of credit notes.</param>
/// <param name="Settled">Per way: paid less given back.</param>
public sealed record Statement(
    int Year, int Month, BilledTo BilledTo, DocumentSeller Seller, IReadOnlyList<DocumentSummary> Documents, Money Billed, Money Credited,
    IReadOnlyList<DocumentTax> Taxes, IReadOnlyList<PaymentPart> Settled, Money OpeningCredits, Money ClosingCredits);

/// <summary>Every document of a time, line by line, for the accountant. Staff only. Oldest first.</summary>
/// <param name="From">First day, of the market's calendar.</param>
/// <param name="To">Last day, included; at most 366 days after.</param>
/// <remarks>Refused with <c>billing.period-invalid</c>.</remarks>
public sealed record ExportDocuments(DateOnly From, DateOnly To) : IQuery<IReadOnlyList<AccountingRow>>;

/// <summary>One document as accountants enter it. Amounts of credit notes are negative.</summary>
/// <param name="TaxCents">By tax code.</param>
public sealed record AccountingRow(
    string Number, DocumentKind Kind, DocumentSubject Subject, DateOnly Day, string Company, string Email, string Currency, long NetCents,
    IReadOnlyDictionary<string, long> TaxCents, long TotalCents, long CardCents, long CreditCents, long BalanceCents, string? Corrects);
