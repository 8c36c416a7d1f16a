using System.Text.Json;
using Dapper;
using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class AuditLedgerHandler(ReadSide<BillingDbContext> read, TimeProvider clock) : IQueryHandler<AuditLedger, LedgerCheckView>
{
    // One statement sees one moment of the books: between two, a payment could be posted, and look like a fault.
    private const string Audit = """
        with entries as (
            select e.id, e.cause, e.currency, e.line_count, count(l.entry_id) as lines, coalesce(sum(l.cents), 0) as cents,
                coalesce(sum(l.cents) filter (where l.account = 'stripe'), 0) as stripe,
                coalesce(-sum(l.cents) filter (where l.account in ('lead-sales', 'plan-sales')), 0) as net,
                coalesce(-sum(l.cents) filter (where l.account like 'tax.%'), 0) as tax
            from billing.ledger_entries e
            left join billing.ledger_lines l on l.entry_id = e.id
            group by e.id
        ), sales as (
            -- What each sale was posted by.
            select 'lead' as subject, c.purchase_id, coalesce('payment:' || p.payment_intent, 'spent:' || c.purchase_id) as cause
            from billing.checkouts c
            left join billing.payments p on p.purchase_id = c.purchase_id and p.accepted
            where c.state = 'paid'
            union all
            select 'plan', b.purchase_id, 'invoice:' || b.invoice_id from billing.plan_invoices b where b.booked_at is not null
        )
        select (select count(*) from entries) as "Entries", to_json(array(
            select format('Entry %s adds up to %s.', cause, cents) from entries where cents <> 0
            union all
            select format('Entry %s has %s lines and was posted with %s.', cause, lines, line_count) from entries where lines <> line_count
            union all
            select format('A line of %s cents on %s belongs to no entry.', l.cents, l.account)
            from billing.ledger_lines l where not exists (select from billing.ledger_entries e where e.id = l.entry_id)
            union all
            select format('All entries in %s add up to %s.', currency, sum(cents)) from entries group by currency having sum(cents) <> 0
            union all
            select format('Contractor %s has %s cents of credits and %s by the ledger.', coalesce(a.contractor_id, l.contractor_id), a.credit_cents, l.cents)
            from billing.accounts a
            full join (select contractor_id, -sum(cents) as cents from billing.ledger_lines where account = 'credits' group by contractor_id) l
                on l.contractor_id = a.contractor_id
            where coalesce(a.credit_cents, 0) <> coalesce(l.cents, 0)
            union all
            select format('Contractor %s has %s cents set aside and %s by the checkouts.', coalesce(a.contractor_id, h.contractor_id), a.held_cents, h.cents)
            from billing.accounts a
            full join (select contractor_id, sum(cents) as cents from billing.credit_holds where state = 'held' group by contractor_id) h
                on h.contractor_id = a.contractor_id
            where coalesce(a.held_cents, 0) <> coalesce(h.cents, 0)
            union all
            -- Payments of plans are posted by their bill; those of before the ledger, once the host has started.
            select format('Payment %s of %s cents is posted with %s.', p.payment_intent, p.amount_cents, coalesce(e.stripe::text, 'nothing'))
            from billing.payments p
            join billing.checkouts c on c.purchase_id = p.purchase_id
            left join entries e on e.cause = 'payment:' || p.payment_intent
            where e.stripe is distinct from p.amount_cents and not exists (
                select from billing.outbox_messages o
                where o.name = 'billing.payment-unbooked.v1' and o.payload ->> 'paymentIntent' = p.payment_intent)
            union all
            select format('Plan bill %s of %s cents was paid and is not posted.', b.invoice_id, b.total_cents)
            from billing.plan_invoices b
            where b.booked_at is not null and b.total_cents <> 0
                and not exists (select from entries e where e.cause = 'invoice:' || b.invoice_id)
                and not exists (select from entries e join billing.payments p on e.cause = 'payment:' || p.payment_intent where p.purchase_id = b.purchase_id)
            union all
            select format('Entry %s has no payment.', e.cause) from entries e
            where e.cause like 'payment:%' and not exists (select from billing.payments p where 'payment:' || p.payment_intent = e.cause)
            union all
            select format('Purchase %s was settled with %s cents of credits and is not posted.', h.purchase_id, h.cents)
            from billing.credit_holds h
            join sales s on s.purchase_id = h.purchase_id
            left join entries e on e.cause = s.cause
            where h.state = 'spent' and e.id is null
            union all
            select format('Invoice %s is for %s + %s cents and is posted with %s.', d.number, d.subtotal_cents - d.discount_cents, d.tax_cents, coalesce(e.net || ' + ' || e.tax, 'nothing'))
            from billing.documents d
            join sales s on s.purchase_id = d.purchase_id
            left join entries e on e.cause = s.cause
            where d.kind = 'invoice' and d.total_cents > 0
                and (e.net is distinct from d.subtotal_cents - d.discount_cents or e.tax is distinct from d.tax_cents)
            union all
            select format('Credit note %s is for %s + %s cents and is posted with %s.', d.number, d.subtotal_cents - d.discount_cents, d.tax_cents, coalesce(-e.net || ' + ' || -e.tax, 'nothing'))
            from billing.documents d
            left join entries e on e.cause = d.cause
            where d.kind = 'credit_note' and (-e.net is distinct from d.subtotal_cents - d.discount_cents or -e.tax is distinct from d.tax_cents)
            union all
            -- A plan's bill that could not be explained has no invoice and an alarm of its own.
            select format('Sale %s has no invoice.', s.purchase_id)
            from sales s
            join entries e on e.cause = s.cause
            where s.subject = 'lead' and (e.net <> 0 or e.tax <> 0) and not exists (select from billing.documents d where d.kind = 'invoice' and d.purchase_id = s.purchase_id)
            limit 100
        ))::text as "Faults"
        """;

    private sealed record Row(long Entries, string Faults);

    public async Task<Result<LedgerCheckView>> Handle(AuditLedger request, CancellationToken cancellationToken)
    {
        var found = await read.Query(db => db.QuerySingleAsync<Row>(Audit), cancellationToken);
        return new LedgerCheckView(clock.GetUtcNow(), found.Entries, JsonSerializer.Deserialize<string[]>(found.Faults, EventJson.Options)!);
    }
}
