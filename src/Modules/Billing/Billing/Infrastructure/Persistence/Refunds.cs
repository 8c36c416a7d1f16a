using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Ledger;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Refunds(BillingDbContext db) : IRefunds
{
    private sealed record Row(Guid Contractor, string? PaymentIntent, long CardCents, long CreditCents, string Currency);

    public async Task<PurchaseId?> FindPurchase(RefundId refund, CancellationToken cancel)
    {
        var found = await db.Refunds.AsNoTracking().Where(row => row.Id == refund).Select(row => row.PurchaseId).ToListAsync(cancel);
        return found.Count == 1 ? found[0] : null;
    }

    public async Task<IReadOnlyList<Refund>> OfPurchase(PurchaseId purchase, CancellationToken cancel)
    {
        await db.Refunds.Where(refund => refund.PurchaseId == purchase).LoadAsync(cancel);
        return [.. db.Refunds.Local.Where(refund => refund.PurchaseId == purchase).OrderBy(refund => refund.RequestedAt).ThenBy(refund => refund.Id.Value)];
    }

    public async Task<SettledPurchase?> FindSettled(PurchaseId purchase, CancellationToken cancel)
    {
        var found = await db.Database.SqlQuery<Row>($"""
            select coalesce(p.contractor_id, h.contractor_id) as "Contractor", p.payment_intent as "PaymentIntent",
                coalesce(p.amount_cents, 0) as "CardCents", coalesce(h.cents, 0) as "CreditCents", coalesce(p.currency, c.currency) as "Currency"
            from (select * from billing.payments where purchase_id = {purchase.Value} and accepted) p
            full join (select * from billing.credit_holds where purchase_id = {purchase.Value} and state = 'spent') h on h.purchase_id = p.purchase_id
            left join billing.checkouts c on c.purchase_id = {purchase.Value}
            """).ToListAsync(cancel);
        return found is [{ } row]
            ? new SettledPurchase(purchase, new ContractorId(row.Contractor), row.PaymentIntent, row.CardCents, row.CreditCents, row.Currency)
            : null;
    }

    public async Task<bool> IsBooked(string paymentIntent, CancellationToken cancel) => (await EntryOf(paymentIntent, cancel)).Count > 0;

    // The causes first, then the entry by its key: as "this cause, or one of those" every refund would read the whole ledger.
    public async Task<IReadOnlyList<LedgerLine>> EntryOf(string paymentIntent, CancellationToken cancel) =>
        await db.Database.SqlQuery<LedgerLine>($"""
            with causes as (
                select 'payment:' || {paymentIntent} as cause
                union all
                select 'invoice:' || b.invoice_id
                from billing.payments p
                join billing.plan_invoices b on b.purchase_id = p.purchase_id
                where p.payment_intent = {paymentIntent} and p.accepted)
            select l.account as "Account", l.cents as "Cents"
            from causes
            join billing.ledger_entries e on e.cause = causes.cause
            join billing.ledger_lines l on l.entry_id = e.id
            """).ToListAsync(cancel);

    public void Add(Refund refund) => db.Refunds.Add(refund);
}
