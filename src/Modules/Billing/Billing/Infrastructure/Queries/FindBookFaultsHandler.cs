using Dapper;
using LeadMarket.Billing.Application.Reconciliation;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class FindBookFaultsHandler(ReadSide<BillingDbContext> read) : IQueryHandler<FindBookFaults, IReadOnlyList<Difference>>
{
    // Whoever works on events does so within seconds, and tries again for a day.
    private static readonly TimeSpan EventsTake = TimeSpan.FromMinutes(10);

    private const string Sql = """
        -- A sale of a lead is a paid checkout whose payment is not in suspense; of a plan, a bill that was paid and is more than zero.
        select 'sale-without-invoice' as "Kind", sale.purchase_id::text as "Subject", 'no invoice' as "Ours", 'sold' as "Theirs", @issue as "Remedy"
        from (
            select c.purchase_id, c.settled_at from billing.checkouts c
            where c.state = 'paid' and c.contractor_id is not null and not exists (
                select from billing.payments p
                join billing.ledger_entries e on e.cause = 'payment:' || p.payment_intent
                join billing.ledger_lines l on l.entry_id = e.id and l.account = 'suspense'
                where p.purchase_id = c.purchase_id and p.accepted)
            union all
            select b.purchase_id, b.booked_at from billing.plan_invoices b
            where b.booked_at is not null and b.total_cents > 0
                and not exists (select from billing.payments p where p.purchase_id = b.purchase_id and not p.accepted)
                and not exists (
                    select from billing.ledger_entries e
                    join billing.ledger_lines l on l.entry_id = e.id and l.account = 'suspense'
                    where e.cause = 'invoice:' || b.invoice_id)
        ) sale
        where not exists (select from billing.documents d where d.purchase_id = sale.purchase_id and d.kind = 'invoice')
            and (@before::timestamptz is null or sale.settled_at <= @before)
        union all
        select 'refund-without-credit-note', r.id::text, 'no credit note', r.state, @issue
        from billing.refunds r
        join billing.documents d on d.purchase_id = r.purchase_id and d.kind = 'invoice'
        where r.credited_cents > 0 and (@before::timestamptz is null or r.succeeded_at <= @before)
            and not exists (select from billing.documents n where n.cause = 'refund:' || r.id)
        union all
        -- Of a sale, as long as there is something of its invoice left to reverse. Money that bought nothing has none.
        select 'refund-without-credit-note', r.id::text, 'reverses nothing', r.state, @issue
        from billing.refunds r
        join billing.documents d on d.purchase_id = r.purchase_id and d.kind = 'invoice'
        where r.succeeded_at is not null and r.credited_cents = 0 and (@before::timestamptz is null or r.succeeded_at <= @before)
            and not exists (select from billing.payments p where p.payment_intent = r.payment_intent and not p.accepted)
            and d.total_cents > (select coalesce(sum(n.total_cents), 0) from billing.documents n where n.corrects = d.id)
        union all
        select 'number-gap', n.kind, format('%s documents', count(d.id)), format('numbered to %s', n.last), @explain
        from billing.document_numbers n
        left join billing.documents d on d.kind = n.kind
        group by n.kind, n.last
        having count(d.id) <> n.last or max(d.sequence) <> n.last
        union all
        select 'event-unprocessed', e.id, format('received %s', e.received_at), e.type, @replay
        from billing.stripe_events e
        where e.processed_at is null and e.received_at <= @slow
        union all
        select 'message-given-up', o.id::text, o.name, coalesce(o.last_error, ''), @again
        from billing.outbox_messages o
        where o.dead_at is not null
        """;

    public async Task<Result<IReadOnlyList<Difference>>> Handle(FindBookFaults request, CancellationToken cancellationToken)
    {
        var found = await read.Query(
            db => db.QueryAsync<Difference>(Sql, new
            {
                before = request.Before, slow = request.Now - EventsTake, issue = Remedies.IssueDocument, explain = Remedies.ExplainGap,
                replay = Remedies.ReplayEvent, again = Remedies.DeliverAgain,
            }),
            cancellationToken);
        return found.AsList();
    }
}
