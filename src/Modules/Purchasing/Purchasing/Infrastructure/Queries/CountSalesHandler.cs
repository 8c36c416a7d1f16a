using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Application.Sales;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

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
