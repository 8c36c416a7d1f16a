using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetListingHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<GetListing, ListingView>
{
    public async Task<Result<ListingView>> Handle(GetListing request, CancellationToken cancellationToken)
    {
        var parameters = new { contractor = request.Contractor.Value, listing = request.Listing.Value };
        var (listing, unlock) = await read.Query(async db => (
            await db.QueryFirstOrDefaultAsync<BoardRow>($"""
                select {BoardRow.Columns}
                from purchasing.listings l
                join purchasing.contractors me on me.id = @contractor
                where l.id = @listing
                    and (l.withdrawn_at is null and l.service = any(me.services) and l.region = any(me.regions)
                        or exists (select from purchasing.unlocks u where u.listing_id = l.id and u.contractor_id = @contractor))
                """, parameters),
            await db.QueryFirstOrDefaultAsync<UnlockRow>($"""
                select {UnlockRow.Columns} from {UnlockRow.Tables}
                where u.listing_id = @listing and u.contractor_id = @contractor
                order by u.reserved_at desc limit 1
                """, parameters)), cancellationToken);
        return listing is null ? ListingErrors.NotFound : new ListingView(listing.ToItem(), unlock?.ToView());
    }
}

internal sealed class FindListingHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<FindListing, ListingId>
{
    public async Task<Result<ListingId>> Handle(FindListing request, CancellationToken cancellationToken)
    {
        var found = await read.Query(db => db.QueryFirstOrDefaultAsync<Guid?>(
            "select id from purchasing.listings where lead_id = @lead", new { lead = request.Lead.Value }), cancellationToken);
        return found is { } id ? new ListingId(id) : ListingErrors.NotFound;
    }
}
