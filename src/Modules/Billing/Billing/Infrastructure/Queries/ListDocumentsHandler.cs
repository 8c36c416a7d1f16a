using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ListDocumentsHandler(ReadSide<BillingDbContext> read, Market market) : IQueryHandler<ListDocuments, DocumentPage>
{
    private const int PageSize = 20;

    // Uses documents_of_contractor.
    private const string OfYear = """
        from billing.documents d
        where d.contractor_id = @contractor
            and (@from::timestamptz is null or (d.issued_at >= @from and d.issued_at < @to))
        """;

    public async Task<Result<DocumentPage>> Handle(ListDocuments request, CancellationToken cancellationToken)
    {
        var after = PageCursor.Read(request.Cursor);
        var year = request.Year is { } asked && MarketCalendar.Holds(asked) ? asked : (int?)null;
        var parameters = new
        {
            contractor = request.Contractor.Value,
            from = year is { } first ? market.StartOf(new DateOnly(first, 1, 1)) : (DateTimeOffset?)null,
            to = year is { } last ? market.StartOf(new DateOnly(last + 1, 1, 1)) : (DateTimeOffset?)null,
            zone = market.TimeZone.Id,
            beforeTime = after?.At,
            beforeId = after?.Id,
            most = PageSize + 1,
        };
        return await read.Query(async db =>
        {
            var rows = (await db.QueryAsync<DocumentSummaryRow>($"""
                select {DocumentSummaryRow.Columns}
                {OfYear} and (@beforeTime::timestamptz is null or (d.issued_at, d.id) < (@beforeTime, @beforeId))
                order by d.issued_at desc, d.id desc
                limit @most
                """, parameters)).AsList();
            var total = await db.ExecuteScalarAsync<int>($"select count(*) {OfYear}", parameters);
            var months = (await db.QueryAsync<(int Year, int Month)>("""
                select distinct extract(year from d.issued_at at time zone @zone)::int, extract(month from d.issued_at at time zone @zone)::int
                from billing.documents d
                where d.contractor_id = @contractor
                order by 1 desc, 2 desc
                """, parameters)).Select(month => new StatementMonth(month.Year, month.Month)).ToList();
            var page = rows.Take(PageSize).ToList();
            return new DocumentPage(
                page.ConvertAll(row => row.ToSummary()), rows.Count > PageSize ? new PageCursor(page[^1].IssuedAt, page[^1].Id).ToString() : null,
                total, [.. months.Select(month => month.Year).Distinct()], months);
        }, cancellationToken);
    }
}
