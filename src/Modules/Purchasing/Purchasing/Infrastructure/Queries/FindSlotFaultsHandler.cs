using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.AuditSlots;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class FindSlotFaultsHandler(ReadSide<PurchasingDbContext> read, TimeProvider clock) : IQueryHandler<FindSlotFaults, IReadOnlyList<SlotFault>>
{
    /// <summary>A hold of a quarter of an hour and this: what is not final by then is stuck, or Stripe has been away for as long.</summary>
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(30);

    /// <summary>Ways of paying that take days take no more than ten banking days.</summary>
    private static readonly TimeSpan MoneyStuck = TimeSpan.FromDays(14);

    private const int Most = 100;

    public async Task<Result<IReadOnlyList<SlotFault>>> Handle(FindSlotFaults request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // One statement, one moment: a slot and its purchase change in one transaction, so that what differs here differs.
        var faults = await read.Query(db => db.QueryAsync<SlotFault>("""
            with held as (
                select listing_id, bit_or(slots) as bits, sum(bit_count(slots::bit(3))) as held
                from purchasing.unlocks
                where state = any(@active)
                group by listing_id)
            select 'slots-differ' as "Kind", l.id as "Subject", format('slots %s, held %s', l.slots::bit(3), coalesce(h.bits, 0)::bit(3)) as "Detail"
            from purchasing.listings l left join held h on h.listing_id = l.id
            where l.slots <> coalesce(h.bits, 0)
            union all
            select 'slots-shared', h.listing_id, format('%s holders of slots %s', h.held, h.bits::bit(3))
            from held h where h.held <> bit_count(h.bits::bit(3))
            union all
            select 'purchase-stuck', u.id, format('%s, held until %s', u.state, u.held_until)
            from purchasing.unlocks u
            where u.state in ('reserved', 'opening', 'open', 'cancelling') and u.held_until <= @stuck
            union all
            select 'money-stuck', u.id, format('%s, held until %s', u.state, u.held_until)
            from purchasing.unlocks u where u.state = 'processing' and u.held_until <= @moneyStuck
            union all
            select 'upgrade-without-lead', u.id, format('%s, of %s, which is refunded', u.state, u.upgrades)
            from purchasing.unlocks u join purchasing.unlocks lead on lead.id = u.upgrades
            where u.state in ('paid', 'refund-failed') and lead.state = 'refunded'
            limit @most
            """, new { active = UnlockStates.ActiveInWords, stuck = now - Stuck, moneyStuck = now - MoneyStuck, most = Most }), cancellationToken);
        return faults.AsList();
    }
}
