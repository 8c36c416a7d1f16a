using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ListBuyersHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<ListBuyers, IReadOnlyList<Buyer>>
{
    private sealed record Row(Guid Unlock, string Company, string Phone, DateTimeOffset DeliveredAt, DateTimeOffset? WithdrawnAt);

    public async Task<Result<IReadOnlyList<Buyer>>> Handle(ListBuyers request, CancellationToken cancellationToken)
    {
        // Uses contacts_of_lead. A copy that was destroyed stays on the list: they had the details.
        var rows = await read.Query(db => db.QueryAsync<Row>("""
            select c.unlock_id as "Unlock", k.company as "Company", k.phone as "Phone", c.delivered_at as "DeliveredAt", c.withdrawn_at as "WithdrawnAt"
            from purchasing.contacts c
            join purchasing.contractors k on k.id = c.contractor_id
            where c.lead_id = @lead
            order by c.delivered_at, c.unlock_id
            """, new { lead = request.Lead.Value }), cancellationToken);
        return rows.Select(row => new Buyer(new UnlockId(row.Unlock), row.Company, row.Phone, row.DeliveredAt, row.WithdrawnAt)).ToList();
    }
}

internal sealed class ListActiveRegionsHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<ListActiveRegions, IReadOnlyList<string>>
{
    public async Task<Result<IReadOnlyList<string>>> Handle(ListActiveRegions request, CancellationToken cancellationToken)
    {
        var regions = await read.Query(db => db.QueryAsync<string>("""
            select region from purchasing.contractors, unnest(regions) region
            group by region
            order by count(*) desc, region
            """), cancellationToken);
        return regions.AsList();
    }
}

internal sealed class CountSalesHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<CountSales, ListingSales>
{
    public async Task<Result<ListingSales>> Handle(CountSales request, CancellationToken cancellationToken)
    {
        // What is disputed or on its way back still holds its slot; an upgrade, all that were left.
        var sales = await read.Query(db => db.QueryFirstOrDefaultAsync<ListingSales>("""
            select (select coalesce(sum(bit_count(u.slots::bit(3))), 0) from purchasing.unlocks u where u.listing_id = l.id and u.paid_at is not null and u.state <> 'refunded')::int as "Sold", l.capacity as "Capacity"
            from purchasing.listings l
            where l.id = @listing
            """, new { listing = request.Listing.Value }), cancellationToken);
        return sales is null ? ListingErrors.NotFound : sales;
    }
}
