using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class GetListingHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<GetListing, ListingView>
{
    public Task<Result<ListingView>> Handle(GetListing request, CancellationToken cancellationToken) => read.Query<Result<ListingView>>(async db =>
    {
        var now = clock.GetUtcNow();
        if (await BoardViewer.Find(db, request.Contractor) is not { } viewer) return ListingErrors.NotFound;
        var parameters = BoardScope.Of(request.Contractor, viewer, market, now);
        parameters.AddDynamicParams(new { listing = request.Listing.Value, outside = ListingErrors.OutsideCoverage.Code, closed = ListingErrors.Closed.Code });
        // The page can be opened from an old mail, or from a lead they once bought: why nobody can buy it now is as Listing.RefusalFor says.
        var (listing, refusal) = (await db.QueryAsync<BoardRow, string?, (BoardRow?, string?)>($"""
            select {BoardRow.Columns},
                case when not ({BoardScope.Visible}) then @outside when l.withdrawn_at is not null or l.expires_at <= @now then @closed end as "Refusal"
            from purchasing.listings l
            where l.id = @listing
                and (l.withdrawn_at is null and {BoardScope.Visible}
                    or exists (
                        select from purchasing.unlocks u
                        where u.listing_id = l.id and u.contractor_id = @contractor
                            and (u.paid_at is not null or u.state in ('reserved', 'opening', 'open', 'processing', 'cancelling'))))
            """, (row, refusal) => (row, refusal), parameters, splitOn: "Refusal")).FirstOrDefault();
        if (listing is null) return ListingErrors.NotFound;

        var unlock = await db.QueryFirstOrDefaultAsync<UnlockRow>($"""
            select {UnlockRow.Columns} from {UnlockRow.Tables}
            where u.listing_id = @listing and u.contractor_id = @contractor and u.kind = 'lead'
            order by u.reserved_at desc limit 1
            """, parameters);
        return new ListingView(listing.ToItem(new EarlyAccess(market).OpenToAllAt(listing.ListedAt, now)), unlock?.ToView(), refusal);
    }, cancellationToken);
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
