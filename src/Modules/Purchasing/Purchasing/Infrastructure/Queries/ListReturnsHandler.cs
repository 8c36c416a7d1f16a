using System.Text.Json;
using Dapper;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using LeadMarket.Purchasing.Infrastructure.Persistence;

namespace LeadMarket.Purchasing.Infrastructure.Queries;

internal sealed class ListReturnsHandler(ReadSide<PurchasingDbContext> read, Market market, TimeProvider clock) : IQueryHandler<ListReturns, ReturnPage>
{
    private const int PageSize = 20;

    private const string WaitsForStaff = "r.state in ('review', 'appealed')";

    // What waits comes first, the earliest due on top; the rest lies behind any date, the newest first.
    private const string Order = $"""
        case when {WaitsForStaff} then (extract(epoch from r.due_at) * 1000000)::bigint
            else 4000000000000000000 - (extract(epoch from r.requested_at) * 1000000)::bigint end
        """;

    // What was bought, before tax: a paid upgrade goes back with its lead, and is still counted once it has.
    private const string Bought = """
        cross join lateral (
            select sum((p.charge -> 'subtotal' ->> 'cents')::bigint - (p.charge -> 'discount' ->> 'cents')::bigint)::bigint as cents, jsonb_agg(p.id)::text as purchases
            from purchasing.unlocks p
            where p.id = u.id or p.upgrades = u.id and p.paid_at is not null and (p.state in ('paid', 'disputed') or p.refund_cause = 'return')) price
        """;

    private static readonly string Cases = $"""
        select {BoardRow.Columns}, {ReturnRow.Columns},
            k.id as "Contractor", k.company as "Company", price.cents as "PriceCents", price.purchases as "Purchases", coalesce(w.progress, 'new') as "Progress", {Order} as "Order",
            (select count(*) from purchasing.unlocks o
                where o.contractor_id = r.contractor_id and o.kind = 'lead' and o.paid_at > @since)::int as "CycleBought",
            (select count(*) from purchasing.returns o
                where o.contractor_id = r.contractor_id and o.state = 'approved' and o.decided_at > @since)::int as "CycleReturned"
        from purchasing.returns r
        {ReturnRow.Verdict}
        join purchasing.unlocks u on u.id = r.unlock_id
        join purchasing.listings l on l.id = u.listing_id
        join purchasing.contractors k on k.id = r.contractor_id
        left join purchasing.lead_work w on w.unlock_id = u.id
        {Bought}
        where (not @waiting or {WaitsForStaff}) and (@afterOrder::bigint is null or ({Order}, r.id) > (@afterOrder, @afterId))
        order by {Order}, r.id
        limit @most
        """;

    private sealed record CaseRow(Guid Contractor, string Company, long PriceCents, string Purchases, string Progress, long Order, int CycleBought, int CycleReturned);

    public async Task<Result<ReturnPage>> Handle(ListReturns request, CancellationToken cancellationToken)
    {
        var (after, now) = (PageEnd.Read(request.Cursor), clock.GetUtcNow());
        var parameters = new
        {
            waiting = request.Waiting, since = now - market.Returns.Limit.Cycle, afterOrder = after?.Order, afterId = after?.Id, most = PageSize + 1,
        };
        return await read.Query<ReturnPage>(async db =>
        {
            var rows = (await db.QueryAsync<BoardRow, ReturnRow, CaseRow, (BoardRow Item, ReturnRow Return, CaseRow Case)>(
                Cases, (item, @return, @case) => (item, @return, @case), parameters, splitOn: "ReturnId,Contractor")).AsList();
            var waiting = await db.ExecuteScalarAsync<int>($"select count(*)::int from purchasing.returns r where {WaitsForStaff}");

            var page = rows.Take(PageSize).ToList();
            var attempts = (await AttemptRow.Read(db, page.Select(row => new UnlockId(row.Return.ReturnOf)))).ToLookup(attempt => attempt.Unlock);
            return new ReturnPage(
                page.ConvertAll(row => Case(row.Item, row.Return, row.Case, [.. attempts[row.Return.ReturnOf].Select(attempt => attempt.ToView())], now)),
                rows.Count > PageSize ? new PageEnd(page[^1].Case.Order, page[^1].Return.ReturnId).ToString() : null,
                waiting);
        }, cancellationToken);
    }

    private ReturnCase Case(BoardRow item, ReturnRow @return, CaseRow row, IReadOnlyList<ContactAttempt> attempts, DateTimeOffset now) => new(
        @return.ToView(now), item.ToItem(), new ContractorId(row.Contractor), row.Company, new Money(row.PriceCents, market.Currency),
        Spelling.Read<LeadProgress>(row.Progress), attempts, row.CycleBought, row.CycleReturned)
    {
        Purchases = [.. JsonSerializer.Deserialize<Guid[]>(row.Purchases)!.Select(purchase => new UnlockId(purchase))],
    };
}
