using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Domain.Subscriptions;

/// <summary>What a paid bill means in the books.</summary>
internal static class BillBooking
{
    /// <summary>A month sold: by card, from the balance at Stripe, or both. A total below zero adds to that balance.</summary>
    public static LedgerEntry Sale(Bill bill, ContractorId contractor, PlanCatalogue catalogue, DateTimeOffset at)
    {
        var entry = LedgerEntry.For($"invoice:{bill.Id}", contractor, bill.Currency, at)
            .Debit(LedgerAccounts.Stripe, bill.CardCents)
            .Debit(LedgerAccounts.CustomerBalance, bill.BalanceCents)
            .Credit(LedgerAccounts.PlanSales, bill.NetCents);
        // A tax that is none of the market's is owed to an authority that somebody has to name.
        foreach (var tax in bill.Taxes)
            entry.Credit(catalogue.TaxCodeOf(tax.RateId) is { } code ? LedgerAccounts.Tax(code) : LedgerAccounts.Unclassified, tax.Cents);
        return entry.Credit(LedgerAccounts.Unclassified, Unexplained(bill));
    }

    /// <summary>A bill of a subscription that should not be: its money goes back.</summary>
    public static LedgerEntry Suspense(Bill bill, BillPayment payment, ContractorId contractor, DateTimeOffset at) =>
        LedgerEntry.For($"payment:{payment.PaymentIntent}", contractor, bill.Currency, at)
            .Debit(LedgerAccounts.Stripe, payment.Cents)
            .Credit(LedgerAccounts.Suspense, payment.Cents);

    /// <summary>The same for what the balance at Stripe paid of it, or was given by it. Posts nothing when that is nothing.</summary>
    public static LedgerEntry SuspendedBalance(Bill bill, ContractorId contractor, DateTimeOffset at) =>
        LedgerEntry.For($"invoice:{bill.Id}", contractor, bill.Currency, at)
            .Debit(LedgerAccounts.CustomerBalance, bill.BalanceCents)
            .Credit(LedgerAccounts.Suspense, bill.BalanceCents);

    /// <summary>Paid, less what was billed: zero unless somebody settled it at Stripe by other means than card and balance.</summary>
    public static long Unexplained(Bill bill) => bill.CardCents + bill.BalanceCents - bill.NetCents - bill.Taxes.Sum(tax => tax.Cents);

    /// <summary>The taxes by the market's codes; null when one was charged that we know nothing of.</summary>
    public static IReadOnlyList<TaxLine>? Taxes(IEnumerable<BillTax> taxes, PlanCatalogue catalogue, string currency)
    {
        var lines = new List<TaxLine>();
        foreach (var rate in taxes.GroupBy(tax => tax.RateId, StringComparer.Ordinal))
        {
            if (catalogue.TaxCodeOf(rate.Key) is not { } code) return null;
            lines.Add(new TaxLine(code, new Money(rate.Sum(tax => tax.Cents), currency)));
        }

        return lines;
    }
}
