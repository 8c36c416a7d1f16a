using LeadMarket.Billing.Application.Ports;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class BalanceTransactions(BillingDbContext db) : IBalanceTransactions
{
    // Two imports at one instant: the second waits on the key, then passes it over.
    public async Task<IReadOnlyList<BalanceTransaction>> AddNew(IReadOnlyList<BalanceTransaction> moved, DateTimeOffset at, CancellationToken cancel)
    {
        var added = new List<BalanceTransaction>();
        foreach (var row in moved)
        {
            var fresh = await db.Database.ExecuteSqlAsync($"""
                insert into billing.balance_transactions
                    (id, type, category, source, amount_cents, fee_cents, net_cents, currency, created_at, available_on, imported_at, payment)
                values ({row.Id}, {row.Type}, {row.Category}, {row.Source}, {row.AmountCents}, {row.FeeCents}, {row.NetCents}, {row.Currency},
                    {row.CreatedAt}, {row.AvailableOn}, {at}, {row.Payment})
                on conflict do nothing
                """, cancel);
            if (fresh == 1) added.Add(row);
        }

        return added;
    }

    // The purchase of a second payment, or of another amount, is in the books as well: every payment that is kept is.
    public async Task<IReadOnlyList<BalanceTransaction>> ListForeign(DateTimeOffset before, CancellationToken cancel) => await db.Database
        .SqlQuery<BalanceTransaction>($"""
            select id as "Id", type as "Type", category as "Category", source as "Source", amount_cents as "AmountCents", fee_cents as "FeeCents",
                net_cents as "NetCents", currency as "Currency", created_at as "CreatedAt", available_on as "AvailableOn", payment as "Payment"
            from billing.balance_transactions t
            where t.type in ('charge', 'payment', 'refund', 'payment_refund', 'refund_failure', 'payment_failure_refund')
                and t.payment is not null and t.amount_cents <> 0 and t.created_at <= {before}
                and not exists (select from billing.payments p where p.payment_intent = t.payment)
                and not exists (select from billing.ledger_entries e where e.cause = 'txn:' || t.id)
            order by t.created_at, t.id collate "C"
            """).ToListAsync(cancel);

    public async Task<IReadOnlyList<BalanceTransaction>> ListOursAfterAll(CancellationToken cancel) => await db.Database
        .SqlQuery<BalanceTransaction>($"""
            select id as "Id", type as "Type", category as "Category", source as "Source", amount_cents as "AmountCents", fee_cents as "FeeCents",
                net_cents as "NetCents", currency as "Currency", created_at as "CreatedAt", available_on as "AvailableOn", payment as "Payment"
            from billing.balance_transactions t
            where t.type in ('charge', 'payment', 'refund', 'payment_refund', 'refund_failure', 'payment_failure_refund')
                and exists (select from billing.payments p where p.payment_intent = t.payment)
                and exists (select from billing.ledger_entries e where e.cause = 'txn:' || t.id)
                and not exists (select from billing.ledger_entries e where e.cause = 'txn-ours:' || t.id)
            order by t.created_at, t.id collate "C"
            """).ToListAsync(cancel);
}
