using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ListHoldsHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<ListHolds, IReadOnlyList<HeldLead>>
{
    private sealed record Row(Guid Listing, Guid? Upgrades, string Service, string Area, string State, DateTimeOffset HeldUntil)
    {
        public HeldLead Held => new(new ListingId(Listing), Upgrades is { } lead ? new UnlockId(lead) : null, Service, Area, State, HeldUntil);
    }

    public async Task<Result<IReadOnlyList<HeldLead>>> Handle(ListHolds request, CancellationToken cancellationToken)
    {
        var rows = await read.Query(db => db.QueryAsync<Row>("""
            select u.listing_id as "Listing", u.upgrades as "Upgrades", l.service as "Service", l.area as "Area", u.state as "State", u.held_until as "HeldUntil"
            from purchasing.unlocks u
            join purchasing.listings l on l.id = u.listing_id
            where u.contractor_id = @contractor and u.state in ('reserved', 'opening', 'open', 'processing', 'cancelling')
            order by u.held_until, u.id
            """, new { contractor = request.Contractor.Value }), cancellationToken);
        return rows.Select(row => row.Held).ToList();
    }
}
