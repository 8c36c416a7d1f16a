using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetCreditsHandler(ReadSide<BillingDbContext> read, Market market) : IQueryHandler<GetCredits, CreditAccount>
{
    // What moved credits is told by the entry's cause; what it was about, by the row of that cause.
    private const string Movements = """
        with moved as (
            select e.number, e.cause, e.note, e.occurred_at, -sum(l.cents) as cents, split_part(e.cause, ':', 1) as word, split_part(e.cause, ':', 2) as about
            from billing.ledger_lines l
            join billing.ledger_entries e on e.id = l.entry_id
            where l.contractor_id = @contractor and l.account = 'credits'
            group by e.id
        ), explained as (
            select m.*, case word when 'spent' then about else coalesce(p.purchase_id, r.purchase_id)::text end as purchase
            from moved m
            left join billing.payments p on m.word = 'payment' and p.payment_intent = m.about
            left join billing.refunds r on m.word in ('refund', 'refund-recredited') and r.id::text = m.about and r.contractor_id = @contractor
        )
        select m.occurred_at as "At",
            case m.word when 'goodwill' then 'goodwill' when 'refund' then 'refund' when 'refund-recredited' then 'failed-refund' else 'spent' end as "Kind",
            m.cents::bigint as "Cents", (sum(m.cents) over (order by m.number))::bigint as "Balance",
            m.purchase::uuid as "Purchase", d.id as "Document", d.number as "Number", m.note as "Note"
        from explained m
        left join billing.documents d on d.contractor_id = @contractor and (
            (m.word = 'refund' and d.cause = m.cause)
            or (m.word in ('payment', 'spent') and d.kind = 'invoice' and d.purchase_id::text = m.purchase))
        order by m.number desc
        limit 200
        """;

    private sealed record Account(long Credits, long Held);

    private sealed record Row(
        DateTimeOffset At, string Kind, long Cents, long Balance, Guid? Purchase, Guid? Document, string? Number, string? Note);

    public async Task<Result<CreditAccount>> Handle(GetCredits request, CancellationToken cancellationToken)
    {
        var contractor = new { contractor = request.Contractor.Value };
        var (account, rows) = await read.Query(
            async db => (
                await db.QuerySingleOrDefaultAsync<Account>(
                    "select credit_cents as \"Credits\", held_cents as \"Held\" from billing.accounts where contractor_id = @contractor", contractor),
                (await db.QueryAsync<Row>(Movements, contractor)).AsList()),
            cancellationToken);

        Money In(long cents) => new(cents, market.Currency);
        return new CreditAccount(
            In(account?.Credits ?? 0),
            In((account?.Credits ?? 0) - (account?.Held ?? 0)),
            [
                .. rows.Select(row => new CreditMovement(
                    row.At, row.Kind, In(row.Cents), In(row.Balance), row.Purchase is { } purchase ? new PurchaseId(purchase) : null,
                    row.Document is { } document ? new DocumentId(document) : null, row.Number, row.Note)),
            ]);
    }
}
