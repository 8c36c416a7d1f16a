using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ListPurchasesHandler(ReadSide<BillingDbContext> read, Market market) : IQueryHandler<ListPurchases, PurchasePage>
{
    private const int PageSize = 20;
    private const int LongestSearch = 200;

    private const string Found = $"""
        from {PurchaseRow.Settled} s
        {PurchaseRow.Joins}
        where (@only <> 'dispute' or exists (select from billing.disputes d where d.purchase_id = s.purchase_id))
            and (@only <> 'refund' or exists (select from billing.refunds r where r.purchase_id = s.purchase_id and {PurchaseRow.Counts}))
            and (@only <> 'failed' or exists (select from billing.refunds r where r.purchase_id = s.purchase_id and r.state = 'failed'))
            and (@search::text is null
                or coalesce(i.company, c.billed_to ->> 'company') ilike @like or coalesce(i.email, c.billed_to ->> 'email') ilike @like
                or s.purchase_id = @id or c.session_id = @search
                or exists (select from billing.documents d where d.purchase_id = s.purchase_id and d.number = upper(@search))
                or exists (select from billing.payments p where p.purchase_id = s.purchase_id and p.payment_intent = @search)
                or exists (select from billing.refunds r where r.purchase_id = s.purchase_id and r.stripe_id = @search)
                or exists (select from billing.disputes d where d.purchase_id = s.purchase_id and d.id = @search))
        """;

    public async Task<Result<PurchasePage>> Handle(ListPurchases request, CancellationToken cancellationToken)
    {
        var search = request.Search?.Trim();
        if (search?.Length > LongestSearch || search?.Contains('\0', StringComparison.Ordinal) == true) return new PurchasePage([], null, 0);

        var after = PageCursor.Read(request.Cursor);
        var parameters = new
        {
            search = string.IsNullOrEmpty(search) ? null : search,
            like = $"%{search?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%",
            id = Guid.TryParse(search, out var id) ? id : (Guid?)null,
            only = request.Only ?? "",
            locale = market.DefaultLocale,
            beforeTime = after?.At,
            beforeId = after?.Id,
            most = PageSize + 1,
        };
        return await read.Query<PurchasePage>(async db =>
        {
            var rows = (await db.QueryAsync<PurchaseRow>($"""
                select {PurchaseRow.Columns}
                {Found} and (@beforeTime::timestamptz is null or (s.paid_at, s.purchase_id) < (@beforeTime, @beforeId))
                order by s.paid_at desc, s.purchase_id desc
                limit @most
                """, parameters)).AsList();
            var total = await db.ExecuteScalarAsync<int>($"select count(*) {Found}", parameters);
            var page = rows.Take(PageSize).ToList();
            return new PurchasePage(
                page.ConvertAll(row => row.ToSummary()), rows.Count > PageSize ? new PageCursor(page[^1].PaidAt, page[^1].Purchase).ToString() : null, total);
        }, cancellationToken);
    }
}
