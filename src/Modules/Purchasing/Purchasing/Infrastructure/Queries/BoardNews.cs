using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class CountNewOnBoardHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<CountNewOnBoard, int>
{
    public Task<Result<int>> Handle(CountNewOnBoard request, CancellationToken cancellationToken) => read.Query<Result<int>>(async db =>
    {
        var now = clock.GetUtcNow();
        if (await BoardViewer.Find(db, request.Contractor) is not { } viewer) return 0;
        var parameters = BoardScope.Of(request.Contractor, viewer, market, now);
        if (!BoardScope.Narrow(parameters, request.Filter, market, now)) return 0;

        parameters.AddDynamicParams(new { plan = new EarlyAccess(market).PlanOf(viewer.Plan).Key, since = request.Since });
        // What opened, and what was full and has a slot again. Uses openings_by_time and listings_freed.
        return await db.ExecuteScalarAsync<int>($"""
            select count(*)
            from purchasing.listings l
            where {BoardScope.ForSale} and l.id in (
                select o.listing_id from purchasing.listing_openings o where o.plan = @plan and o.opens_at > @since
                union
                select f.id from purchasing.listings f where f.freed_at > @since)
            """, parameters);
    }, cancellationToken);
}

internal sealed class DidBoardOpenHandler(ReadSide<PurchasingDbContext> read) : IQueryHandler<DidBoardOpen, bool>
{
    /// <summary>A lead is there for others a moment after the instant it opens at. Whoever asks tick by tick hears of it twice rather than never.</summary>
    private static readonly TimeSpan Commit = TimeSpan.FromSeconds(2);

    // Uses openings_by_time and listings_freed.
    public async Task<Result<bool>> Handle(DidBoardOpen request, CancellationToken cancellationToken) => await read.Query(
        db => db.ExecuteScalarAsync<bool>("""
            select exists (select from purchasing.listing_openings where opens_at > @after and opens_at <= @until)
                or exists (select from purchasing.listings where freed_at > @after and freed_at <= @until)
            """, new { after = request.After - Commit, until = request.Until }), cancellationToken);
}
