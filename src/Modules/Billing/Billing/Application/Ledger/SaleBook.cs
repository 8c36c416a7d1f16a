using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Application.Ledger;

/// <summary>Writes a lead's sale into the books, with its invoice, in the transaction that accepts its payment.</summary>
internal sealed class SaleBook(ILedger ledger, IDocuments documents, Market market, TimeProvider clock)
{
    /// <summary>Books a checkout as paid as it was asked for; its credits must have been taken.</summary>
    /// <param name="paymentIntent">Null when no card was needed.</param>
    public async Task Book(Checkout checkout, string? paymentIntent, DateTimeOffset at, CancellationToken cancel)
    {
        if (checkout is not { ContractorId: { } contractor, Terms: { } terms })
            throw new InvalidOperationException($"Purchase {checkout.PurchaseId} was never opened.");

        var taxes = checkout.Taxes ?? TaxesOnPage(checkout, terms);
        await documents.IssueInvoice(Invoice(checkout, contractor, terms, taxes), cancel);

        var cause = paymentIntent is null ? $"spent:{checkout.PurchaseId}" : $"payment:{paymentIntent}";
        var entry = LedgerEntry.For(cause, contractor, checkout.Currency, at)
            .Debit(LedgerAccounts.Stripe, checkout.Card.Cents)
            .Debit(LedgerAccounts.Credits, checkout.CreditCents)
            .Credit(LedgerAccounts.LeadSales, checkout.SubtotalCents - checkout.DiscountCents);
        foreach (var tax in taxes) entry.Credit(LedgerAccounts.Tax(tax.Code), tax.Amount.Cents);
        await ledger.Post(entry, cancel);
    }

    /// <summary>Books money that bought nothing, until it goes back.</summary>
    public Task<bool> Suspend(Payment payment, CancellationToken cancel) => ledger.Post(
        LedgerEntry.For($"payment:{payment.PaymentIntent}", payment.ContractorId, payment.Currency, payment.CapturedAt)
            .Debit(LedgerAccounts.Stripe, payment.AmountCents)
            .Credit(LedgerAccounts.Suspense, payment.AmountCents),
        cancel);

    private InvoiceDraft Invoice(Checkout checkout, ContractorId contractor, CheckoutTerms terms, IReadOnlyList<TaxLine> taxes)
    {
        // A checkout from before invoices knew an address and a label in one language.
        var billedTo = checkout.BilledTo ?? new BilledTo(terms.Email, terms.Email, terms.Email);
        var item = checkout.Item ?? market.Locales.ToDictionary(locale => locale, _ => terms.Lines.FirstOrDefault()?.Label ?? "", StringComparer.Ordinal);
        return new InvoiceDraft(
            checkout.PurchaseId, contractor, DocumentSubject.Lead, billedTo, terms.Locale, [new DocumentLine(item, checkout.SubtotalCents)],
            new Money(checkout.DiscountCents, checkout.Currency), taxes, checkout.Total, [.. Parts(checkout)], clock.GetUtcNow());
    }

    private static IEnumerable<PaymentPart> Parts(Checkout checkout)
    {
        if (checkout.Card.Cents > 0) yield return new PaymentPart("card", checkout.Card.Cents);
        if (checkout.CreditCents > 0) yield return new PaymentPart("credit", checkout.CreditCents);
    }

    // Checkouts opened before the ledger kept each tax by its name on the payment page, and nowhere by its code.
    private TaxLine[] TaxesOnPage(Checkout checkout, CheckoutTerms terms)
    {
        var named = market.Taxes.Select(tax => terms.Lines.FirstOrDefault(line => line.Label == tax.Name.In(terms.Locale))?.Cents ?? 0).ToArray();
        var cents = named.Sum() == checkout.TaxCents ? named : TaxesByPlace(checkout, terms) ?? TaxesByRate(checkout.TaxCents);
        return [.. market.Taxes.Zip(cents, (tax, amount) => new TaxLine(tax.Code, new Money(amount, checkout.Currency)))];
    }

    // The market file calls them something else by now: they came in its order after the lead.
    private long[]? TaxesByPlace(Checkout checkout, CheckoutTerms terms)
    {
        var lines = terms.Lines.Skip(1).Select(line => line.Cents).ToArray();
        return lines.Length == market.Taxes.Count && lines.Sum() == checkout.TaxCents ? lines : null;
    }

    // Nor are there as many. What was charged is booked to the cent: each tax takes the share of its rate of what those before it left.
    private long[] TaxesByRate(long total)
    {
        if (total != 0 && market.Taxes.Count == 0) throw new InvalidOperationException($"{total} cents of tax were charged, and the market has none.");
        var (rates, left) = (market.Taxes.Sum(tax => (long)tax.RatePpm), total);
        return [.. market.Taxes.Select((tax, index) =>
        {
            var share = index == market.Taxes.Count - 1 || rates == 0 ? left : ((left * tax.RatePpm * 2) + rates) / (rates * 2);
            (rates, left) = (rates - tax.RatePpm, left - share);
            return share;
        })];
    }
}
