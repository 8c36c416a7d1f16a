using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class BrowseBoardHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<BrowseBoard, BoardPage>
{
    private const int PageSize = 20;

    private static readonly BoardPage Nothing = new([], null, 0);

    public Task<Result<BoardPage>> Handle(BrowseBoard request, CancellationToken cancellationToken) => read.Query<Result<BoardPage>>(async db =>
    {
        var now = clock.GetUtcNow();
        if (await BoardViewer.Find(db, request.Contractor) is not { } viewer) return Nothing;
        var parameters = BoardScope.Of(request.Contractor, viewer, market, now);
        if (!BoardScope.Narrow(parameters, request.Filter, market, now)) return Nothing;

        var order = BoardOrder.By(request.Sort, market);
        BoardOrder.Add(parameters, market, BoardCursor.Read(request.Cursor, request.Sort));
        parameters.Add("most", PageSize + 1);
        var rows = (await db.QueryAsync<BoardRow>($"""
            select {BoardRow.Columns}
            from purchasing.listings l
            where {BoardScope.ForSale} and {order.Where}
            order by {order.OrderBy}
            limit @most
            """, parameters)).AsList();
        var total = await db.ExecuteScalarAsync<int>($"select count(*) from purchasing.listings l where {BoardScope.ForSale}", parameters);

        var early = new EarlyAccess(market);
        var page = rows.Take(PageSize).ToList();
        var next = rows.Count > PageSize ? new BoardCursor(order.RankOf(page[^1]), page[^1].ListedAt, page[^1].Id).Write(request.Sort) : null;
        return new BoardPage(page.ConvertAll(row => row.ToItem(early.OpenToAllAt(row.ListedAt, now))), next, total);
    }, cancellationToken);
}
