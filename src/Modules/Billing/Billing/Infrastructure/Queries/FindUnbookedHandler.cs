using Dapper;
using LeadMarket.Billing.Application.Ledger;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class FindUnbookedHandler(ReadSide<BillingDbContext> read, TimeProvider clock) : IQueryHandler<FindUnbooked, Unbooked>
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    // Bills of plans are booked with their payment; no release before the ledger knew any.
    private const string Sql = """
        select p.payment_intent
        from billing.payments p
        join billing.checkouts c on c.purchase_id = p.purchase_id
        where p.captured_at <= @before
            and not exists (select from billing.ledger_entries e where e.cause = 'payment:' || p.payment_intent)
            and not exists (
                select from billing.outbox_messages o
                where o.name = 'billing.payment-unbooked.v1' and o.payload ->> 'paymentIntent' = p.payment_intent)
        order by p.captured_at
        limit 100;

        select r.id
        from billing.refunds r
        where r.succeeded_at <= @before
            and (not exists (select from billing.ledger_entries e where e.cause = 'refund:' || r.id)
                or (r.state in ('failed', 'canceled') and not exists (select from billing.ledger_entries e where e.cause = 'refund-failed:' || r.id)))
            and not exists (
                select from billing.outbox_messages o
                where o.name = 'billing.refund-unbooked.v1' and o.payload ->> 'refund' = r.id::text)
            -- It reverses the entry of its payment, which therefore goes first.
            and not exists (
                select from billing.payments p
                join billing.checkouts c on c.purchase_id = p.purchase_id
                where p.payment_intent = r.payment_intent
                    and not exists (select from billing.ledger_entries e where e.cause = 'payment:' || p.payment_intent))
        order by r.succeeded_at
        limit 100;
        """;

    public async Task<Result<Unbooked>> Handle(FindUnbooked request, CancellationToken cancellationToken) => await read.Query(
        async db =>
        {
            await using var rows = await db.QueryMultipleAsync(Sql, new { before = clock.GetUtcNow() - Grace });
            return new Unbooked((await rows.ReadAsync<string>()).AsList(), (await rows.ReadAsync<Guid>()).AsList());
        },
        cancellationToken);
}
