using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.SweepUnlocks;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class FindDueUnlocksHandler(ReadSide<PurchasingDbContext> read, TimeProvider clock)
    : IQueryHandler<FindDueUnlocks, IReadOnlyList<DueUnlock>>
{
    private const int Sweep = 100;

    private sealed record Row(Guid Id, string State, DateTimeOffset HeldUntil, bool OffMarket, long? TotalCents);

    public async Task<Result<IReadOnlyList<DueUnlock>>> Handle(FindDueUnlocks request, CancellationToken cancellationToken)
    {
        // unlocks_due holds what is under way alone. One that is ending already, or a refund, waits for its turn, as ever.
        var rows = await read.Query(db => db.QueryAsync<Row>("""
            select u.id as "Id", u.state as "State", u.held_until as "HeldUntil", off.market as "OffMarket",
                (u.charge -> 'total' ->> 'cents')::bigint as "TotalCents"
            from purchasing.unlocks u
            join purchasing.listings l on l.id = u.listing_id
            left join purchasing.unlocks lead on lead.id = u.upgrades
            left join purchasing.contacts copy on copy.unlock_id = lead.id
            cross join lateral (select l.withdrawn_at is not null or coalesce(lead.state <> 'paid' or copy.withdrawn_at is not null, false) as market) off
            where u.due_at is not null and (u.due_at <= @now or (off.market and u.state not in ('cancelling', 'refund-pending')))
            order by u.due_at
            limit @most
            """, new { now = clock.GetUtcNow(), most = Sweep }), cancellationToken);
        return rows.Select(row => new DueUnlock(
            new UnlockId(row.Id), Spelling.Read<UnlockState>(row.State), row.HeldUntil, row.OffMarket, row.TotalCents)).ToList();
    }
}
