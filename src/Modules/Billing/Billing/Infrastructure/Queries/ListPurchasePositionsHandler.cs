using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ListPurchasePositionsHandler(ReadSide<BillingDbContext> read)
    : IQueryHandler<ListPurchasePositions, IReadOnlyList<PurchasePosition>>
{
    private const int MostAtOnce = 1000;

    public async Task<Result<IReadOnlyList<PurchasePosition>>> Handle(ListPurchasePositions request, CancellationToken cancellationToken)
    {
        // Purchases with a checkout: bills of plans are nobody's unlock. A second payment is not what was settled, nor its refund. What a
        // card sent back days later went back all the same: it is owed.
        var rows = await read.Query(
            db => db.QueryAsync<Row>(
                """
                select c.purchase_id as "Purchase", (c.state = 'paid') as "Settled",
                    (case when c.state = 'paid' then coalesce(p.amount_cents, 0) + coalesce(h.cents, 0) else 0 end)::bigint as "SettledCents",
                    coalesce(r.cents, 0)::bigint as "RefundedCents", coalesce(d.standing, false) as "Disputed",
                    greatest(c.opened_at, c.settled_at, p.captured_at, r.changed_at, d.changed_at) as "ChangedAt"
                from billing.checkouts c
                left join billing.payments p on p.purchase_id = c.purchase_id and p.accepted
                left join billing.credit_holds h on h.purchase_id = c.purchase_id and h.state = 'spent'
                left join lateral (
                    select sum(amount_cents) filter (where succeeded_at is not null or state in ('requested', 'pending', 'requires_action')) as cents,
                        max(coalesce(answered_at, requested_at)) as changed_at
                    from billing.refunds
                    where purchase_id = c.purchase_id and (payment_intent is null or payment_intent = p.payment_intent)
                ) r on true
                left join lateral (
                    select bool_or(frozen_at is not null and status not in ('won', 'prevented')) as standing, max(changed_at) as changed_at
                    from billing.disputes where purchase_id = c.purchase_id
                ) d on true
                where c.contractor_id is not null and (@after::uuid is null or c.purchase_id > @after)
                order by c.purchase_id
                limit @limit
                """,
                new { after = request.After?.Value, limit = Math.Clamp(request.Limit, 1, MostAtOnce) }),
            cancellationToken);
        return rows.Select(row => new PurchasePosition(
            new PurchaseId(row.Purchase), row.Settled, row.SettledCents, row.RefundedCents, row.Disputed, row.ChangedAt)).ToList();
    }

    private sealed record Row(Guid Purchase, bool Settled, long SettledCents, long RefundedCents, bool Disputed, DateTimeOffset ChangedAt);
}
