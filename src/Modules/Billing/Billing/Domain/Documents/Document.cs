using LeadMarket.Billing.Contracts;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Documents;

/// <summary>An invoice or a credit note as it was issued: the words, names and rates of that moment. Never changed; a mistake is
/// corrected by a credit note.</summary>
// It carries all that section 3 of the Input Tax Credit Information (GST/HST) Regulations, SOR/91-45, and the Regulation respecting the
// Québec sales tax, T-0.1, r. 2, ask for: the seller, a date and the total; from the first threshold up the registrations, and each tax
// or its rate; from the second the buyer, the terms of payment and what was sold. One form for all: nobody has to ask which threshold.
internal sealed record Document
{
    public required DocumentId Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public required DocumentSubject Subject { get; init; }

    /// <summary>One more than the document of this kind before it.</summary>
    public required long Sequence { get; init; }

    /// <summary>As printed: the market's prefix and the sequence.</summary>
    public required string Number { get; init; }

    /// <summary>What it was issued for, once: <c>invoice:…</c> of a purchase, <c>refund:…</c>.</summary>
    public required string Cause { get; init; }

    public required PurchaseId Purchase { get; init; }

    public required ContractorId Contractor { get; init; }

    /// <summary>The invoice that a credit note reverses.</summary>
    public DocumentId? Corrects { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>The language the contractor reads; the document itself is in all of the market's.</summary>
    public required string Locale { get; init; }

    public required string Currency { get; init; }

    public required DocumentSeller Seller { get; init; }

    public required BilledTo BilledTo { get; init; }

    public required IReadOnlyList<DocumentLine> Lines { get; init; }

    public required long DiscountCents { get; init; }

    public required IReadOnlyList<DocumentTax> Taxes { get; init; }

    /// <summary>How it was settled, or how the money went back; no part is zero.</summary>
    public required IReadOnlyList<PaymentPart> Paid { get; init; }

    public DocumentAmounts Amounts => new([.. Lines.Select(line => line.Cents)], DiscountCents, [.. Taxes.Select(tax => tax.Cents)]);

    public Money Total => new(Amounts.Total, Currency);

    /// <summary>Zero when nothing was paid that way.</summary>
    public long PaidBy(string way) => Paid.Where(part => string.Equals(part.Way, way, StringComparison.Ordinal)).Sum(part => part.Cents);

    /// <summary>Throws when what was paid is not what it comes to: that is a bug, and no number may be spent on it.</summary>
    public Document ThrowIfUnbalanced(Money total)
    {
        if (Total != total || Paid.Sum(part => part.Cents) != total.Cents)
            throw new InvalidOperationException($"Document {Cause} comes to {Total}, is asked for {total} and paid with {Paid.Sum(part => part.Cents)}.");
        return this;
    }
}
