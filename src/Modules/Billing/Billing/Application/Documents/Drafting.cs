using System.Globalization;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Documents;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Documents;

/// <summary>Makes a draft a document: its number, and the seller, names and rates that hold at this moment.</summary>
internal static class Drafting
{
    /// <summary>The cause of a purchase's one invoice.</summary>
    public static string CauseOf(PurchaseId purchase) => $"invoice:{purchase}";

    public static Document Invoice(InvoiceDraft draft, Market market, long sequence) => new Document
    {
        Id = DocumentId.New(draft.At), Kind = DocumentKind.Invoice, Subject = draft.Subject,
        Sequence = sequence, Number = Number(market.Billing.InvoicePrefix, sequence), Cause = CauseOf(draft.Purchase),
        Purchase = draft.Purchase, Contractor = draft.Contractor, IssuedAt = draft.At, Locale = draft.Locale, Currency = draft.Total.Currency,
        Seller = Seller(market), BilledTo = draft.BilledTo, Lines = draft.Lines, DiscountCents = draft.Discount.Cents,
        Taxes = [.. draft.Taxes.Select(line => Describe(line, market))], Paid = Parts(draft.Paid),
    }.ThrowIfUnbalanced(draft.Total);

    /// <param name="already">Cents that earlier credit notes of this invoice gave back.</param>
    /// <exception cref="InvalidOperationException">More than is left of the invoice.</exception>
    public static Document CreditNote(CreditNoteDraft draft, Document invoice, long already, Market market, long sequence)
    {
        if (draft.Cents < 1 || draft.Cents > invoice.Total.Cents - already)
            throw new InvalidOperationException($"{draft.Cents} cents cannot go back on {invoice.Number}: {already} did of {invoice.Total.Cents}.");

        // Names and rates are the invoice's: what goes back is the tax that was charged, even if the rate has changed since.
        var split = CreditSplit.Of(invoice.Amounts, already, draft.Cents);
        return new Document
        {
            Id = DocumentId.New(draft.At), Kind = DocumentKind.CreditNote, Subject = invoice.Subject,
            Sequence = sequence, Number = Number(market.Billing.CreditNotePrefix, sequence), Cause = draft.Cause,
            Purchase = invoice.Purchase, Contractor = invoice.Contractor, Corrects = invoice.Id, IssuedAt = draft.At, Locale = invoice.Locale,
            Currency = invoice.Currency, Seller = Seller(market), BilledTo = invoice.BilledTo,
            Lines = [.. invoice.Lines.Zip(split.Lines, (line, cents) => line with { Cents = cents })], DiscountCents = split.Discount,
            Taxes = [.. invoice.Taxes.Zip(split.Taxes, (tax, cents) => tax with { Cents = cents })], Paid = Parts(draft.Paid),
        }.ThrowIfUnbalanced(invoice.Total with { Cents = draft.Cents });
    }

    private static string Number(string prefix, long sequence) => prefix + sequence.ToString("D6", CultureInfo.InvariantCulture);

    private static DocumentSeller Seller(Market market) => new(market.Brand.LegalName, market.Brand.PostalAddress, market.Brand.SupportEmail);

    private static PaymentPart[] Parts(IReadOnlyList<PaymentPart> paid) => [.. paid.Where(part => part.Cents != 0)];

    // A tax taken out of the market file while someone was paying it still is what they paid; all that is left of it is its code.
    private static DocumentTax Describe(TaxLine line, Market market) =>
        market.Taxes.FirstOrDefault(tax => string.Equals(tax.Code, line.Code, StringComparison.Ordinal)) is { } known
            ? new DocumentTax(known.Code, InEachLanguage(known.Name), known.RatePpm, known.Registration, line.Amount.Cents)
            : new DocumentTax(line.Code, market.Locales.ToDictionary(locale => locale, _ => line.Code, StringComparer.Ordinal), 0, null, line.Amount.Cents);

    private static Dictionary<string, string> InEachLanguage(LocalizedText text) =>
        text.Locales.ToDictionary(locale => locale, text.In, StringComparer.Ordinal);
}
