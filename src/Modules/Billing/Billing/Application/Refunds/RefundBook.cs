using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Ledger;

namespace LeadMarket.Billing.Application.Refunds;

/// <summary>Writes money that is back into the books, with its credit note, in the transaction that learns of it.</summary>
internal sealed class RefundBook(ILedger ledger, IDocuments documents, IPayments payments, IRefunds refunds, IAlarms alarms)
{
    public async Task Book(Refund refund, CancellationToken cancel)
    {
        var entry = LedgerEntry.For($"refund:{refund.Id}", refund.ContractorId, refund.Currency, refund.SucceededAt!.Value);
        if (await InvoiceOf(refund, cancel) is { } invoice) await ReverseSale(refund, invoice, entry, cancel);
        else await ReversePosted(refund, entry, cancel);

        entry.Credit(refund.Way is RefundWay.Card ? LedgerAccounts.Stripe : LedgerAccounts.Credits, refund.AmountCents);
        await ledger.Post(entry, cancel);
    }

    /// <summary>A card sent back what it had taken: the sale stays reversed, and the money is owed.</summary>
    public Task<bool> BookReturned(Refund refund, DateTimeOffset at, CancellationToken cancel) => ledger.Post(
        LedgerEntry.For($"refund-failed:{refund.Id}", refund.ContractorId, refund.Currency, at)
            .Debit(LedgerAccounts.Stripe, refund.AmountCents)
            .Credit(LedgerAccounts.RefundsOwed, refund.AmountCents),
        cancel);

    /// <summary>Credits in place of what is owed.</summary>
    public Task<bool> BookRecredited(Refund refund, DateTimeOffset at, CancellationToken cancel) => ledger.Post(
        LedgerEntry.For($"refund-recredited:{refund.Id}", refund.ContractorId, refund.Currency, at)
            .Debit(LedgerAccounts.RefundsOwed, refund.AmountCents)
            .Credit(LedgerAccounts.Credits, refund.AmountCents),
        cancel);

    // The document first: everybody who needs both takes the contractor's turn, then a number.
    private async Task ReverseSale(Refund refund, IssuedDocument invoice, LedgerEntry entry, CancellationToken cancel)
    {
        var all = await refunds.OfPurchase(refund.PurchaseId, cancel);
        var reversed = Math.Min(refund.AmountCents, invoice.Total.Cents - all.Sum(other => other == refund ? 0 : other.CreditedCents));
        if (reversed > 0)
        {
            var way = refund.Way is RefundWay.Card ? "card" : "credit";
            var note = await documents.IssueCreditNote(
                new CreditNoteDraft(entry.Cause, refund.PurchaseId, reversed, [new PaymentPart(way, reversed)], refund.SucceededAt!.Value), cancel);
            refund.NoteCreditNote(reversed);
            entry.Debit(note.Subject is DocumentSubject.Plan ? LedgerAccounts.PlanSales : LedgerAccounts.LeadSales, note.Net.Cents);
            foreach (var tax in note.Taxes) entry.Debit(LedgerAccounts.Tax(tax.Code), tax.Amount.Cents);
        }

        await BookExcess(refund, refund.AmountCents - reversed, entry, cancel);
    }

    // Without an invoice, whatever the payment was posted to is reversed: it bought nothing, or a bill of it could not be explained.
    private async Task ReversePosted(Refund refund, LedgerEntry entry, CancellationToken cancel)
    {
        var intent = refund.PaymentIntent ?? (await refunds.FindSettled(refund.PurchaseId, cancel))?.PaymentIntent;
        var posted = intent is null ? [] : await refunds.EntryOf(intent, cancel);
        if (posted.Count == 0) throw new InvalidOperationException($"Refund {refund.Id} gives back a payment that is not in the books.");
        if (posted.Any(line => line.Account == LedgerAccounts.Suspense))
        {
            entry.Debit(LedgerAccounts.Suspense, refund.AmountCents);
            return;
        }

        List<LedgerLine> sold = [.. posted.Where(line => line.Account is not (LedgerAccounts.Stripe or LedgerAccounts.Credits or LedgerAccounts.CustomerBalance))];
        var total = -sold.Sum(line => line.Cents);
        var before = (await refunds.OfPurchase(refund.PurchaseId, cancel))
            .Where(other => other != refund && other.SucceededAt is not null && (other.PaymentIntent is null || other.PaymentIntent == intent))
            .Sum(other => other.AmountCents);
        var (from, to) = (Math.Min(before, total), Math.Min(before + refund.AmountCents, total));

        // Reckoned on all that went back so far: parts that add up to the whole reverse each line to the cent.
        var upTo = 0L;
        foreach (var line in sold)
        {
            var next = upTo - line.Cents;
            entry.Debit(line.Account, Share(next, to, total) - Share(next, from, total) - Share(upTo, to, total) + Share(upTo, from, total));
            upTo = next;
        }

        await BookExcess(refund, refund.AmountCents - (to - from), entry, cancel);
    }

    private static long Share(long cents, long part, long whole) => whole == 0 ? 0 : (long)((Int128)cents * part / whole);

    // Only somebody in Stripe's dashboard can give back more than is left: credits had it already.
    private async Task BookExcess(Refund refund, long cents, LedgerEntry entry, CancellationToken cancel)
    {
        if (cents <= 0) return;
        entry.Debit(LedgerAccounts.Unclassified, cents);
        await alarms.Raise(
            OperatorAlarms.UnclassifiedMovement, refund.Id.ToString(),
            $"Refund {refund.StripeId} gives back {cents} cents more than was left of the invoice.", refund.PurchaseId, cancel);
    }

    // Money that bought nothing has no document: a second payment, or another amount than asked.
    private async Task<IssuedDocument?> InvoiceOf(Refund refund, CancellationToken cancel)
    {
        var ofSale = refund.PaymentIntent is not { } intent || (await payments.Find(intent, cancel))!.Accepted;
        return ofSale ? await documents.FindInvoice(refund.PurchaseId, cancel) : null;
    }
}
