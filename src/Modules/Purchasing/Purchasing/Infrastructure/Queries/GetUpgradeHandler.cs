using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetUpgradeHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<GetUpgrade, UpgradeView>
{
    private sealed record Row(
        string State, string Service, bool Withdrawn, bool ContactGone, DateTimeOffset ExpiresAt, int Capacity, bool OthersIn, long PaidCents, string? Upgrade,
        bool Paused, bool Licensed);

    public async Task<Result<UpgradeView>> Handle(GetUpgrade request, CancellationToken cancellationToken)
    {
        var parameters = new { contractor = request.Contractor.Value, unlock = request.Unlock.Value, active = UnlockStates.ActiveInWords };
        var (lead, purchase) = await read.Query(async db => (
            await db.QueryFirstOrDefaultAsync<Row>("""
                select u.state as "State", l.service as "Service", l.withdrawn_at is not null as "Withdrawn",
                    coalesce(c.withdrawn_at is not null, false) as "ContactGone", l.expires_at as "ExpiresAt",
                    l.capacity as "Capacity", l.slots <> u.slots as "OthersIn", coalesce((u.charge -> 'subtotal' ->> 'cents')::bigint, 0) as "PaidCents",
                    (select e.state from purchasing.unlocks e where e.upgrades = u.id and e.state = any(@active)) as "Upgrade",
                    k.paused_at is not null as "Paused", k.licence is not null as "Licensed"
                from purchasing.unlocks u
                join purchasing.listings l on l.id = u.listing_id
                join purchasing.contractors k on k.id = u.contractor_id
                left join purchasing.contacts c on c.unlock_id = u.id
                where u.id = @unlock and u.contractor_id = @contractor and u.kind = 'lead'
                """, parameters),
            await db.QueryFirstOrDefaultAsync<UnlockRow>($"""
                select {UnlockRow.Columns} from {UnlockRow.Tables}
                where u.upgrades = @unlock and u.contractor_id = @contractor
                order by u.state = any(@active) desc, u.reserved_at desc limit 1
                """, parameters)), cancellationToken);
        if (lead is null) return UnlockErrors.NotFound;

        var standing = new UpgradeStanding(
            Spelling.Read<UnlockState>(lead.State), lead.Upgrade is null ? null : Spelling.Read<UnlockState>(lead.Upgrade), lead.Withdrawn, lead.ContactGone,
            lead.ExpiresAt <= clock.GetUtcNow(), lead.Capacity, lead.PaidCents, market.ExclusivePriceOf(lead.Service)?.Cents);
        var refusal = standing.Refusal;
        if (!standing.UnderWay) refusal ??= Contractor.RefusalToBuy(lead.Paused, lead.Licensed, market.Contractors) ?? (lead.OthersIn ? UpgradeErrors.SlotTaken : null);
        return new UpgradeView(
            refusal?.Code, refusal is null ? new LeadOffer(lead.Service, Exclusive: true, lead.PaidCents) : null, purchase?.ToView());
    }
}
