using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Documents;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using Npgsql;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetStatementHandler(ReadSide<BillingDbContext> read, Market market, TimeProvider clock)
    : IQueryHandler<GetStatement, Statement>
{
    public async Task<Result<Statement>> Handle(GetStatement request, CancellationToken cancellationToken)
    {
        if (request.Month is < 1 or > 12 || !MarketCalendar.Holds(request.Year)) return BillingErrors.StatementNotFound;
        var month = new DateOnly(request.Year, request.Month, 1);
        var span = new Span(request.Contractor.Value, market.StartOf(month), market.StartOf(month.AddMonths(1)));
        if (span.From > clock.GetUtcNow()) return BillingErrors.StatementNotFound;

        return await read.Query<Result<Statement>>(async db =>
        {
            // Whoever it is made out to: as on the last document by the end of the month, also of an earlier month.
            if (await Last(db, span) is not { } last) return BillingErrors.StatementNotFound;
            return Add(month, last, await Documents(db, span), await Credits(db, span));
        }, cancellationToken);
    }

    private static async Task<Document?> Last(NpgsqlConnection db, Span span) => (await db.QuerySingleOrDefaultAsync<DocumentRow>($"""
        select {DocumentRow.Columns}
        from billing.documents d
        where d.contractor_id = @Contractor and d.issued_at < @To
        order by d.issued_at desc, d.id desc
        limit 1
        """, span))?.ToDocument();

    private static async Task<List<Document>> Documents(NpgsqlConnection db, Span span) => (await db.QueryAsync<DocumentRow>($"""
        select {DocumentRow.Columns}
        from billing.documents d
        where d.contractor_id = @Contractor and d.issued_at >= @From and d.issued_at < @To
        order by d.issued_at, d.id
        """, span)).Select(row => row.ToDocument()).ToList();

    // What we owe is negative in the ledger. Sums of everything before, so that one month ends with what the next begins with.
    private static Task<(long Opening, long Closing)> Credits(NpgsqlConnection db, Span span) => db.QuerySingleAsync<(long, long)>("""
        select coalesce(-sum(l.cents) filter (where e.occurred_at < @From), 0)::bigint, coalesce(-sum(l.cents), 0)::bigint
        from billing.ledger_lines l
        join billing.ledger_entries e on e.id = l.entry_id
        where l.contractor_id = @Contractor and l.account = 'credits' and e.occurred_at < @To
        """, span);

    private Statement Add(DateOnly month, Document last, List<Document> documents, (long Opening, long Closing) credits)
    {
        Money Of(DocumentKind kind) => In(documents.Where(document => document.Kind == kind).Sum(document => document.Total.Cents));
        long By(string way) => documents.Sum(document => Sign(document) * document.PaidBy(way));
        return new Statement(
            month.Year, month.Month, last.BilledTo, last.Seller, documents.ConvertAll(DocumentSummaryRow.Of), Of(DocumentKind.Invoice),
            Of(DocumentKind.CreditNote), Taxes(documents), [.. DocumentRow.Parts(By("card"), By("credit"), By("balance"))],
            In(credits.Opening), In(credits.Closing));
    }

    // A rate that changed within the month stands twice: each part of the tax was reckoned with its own.
    private static List<DocumentTax> Taxes(List<Document> documents) => documents
        .SelectMany(document => document.Taxes.Select(tax => tax with { Cents = Sign(document) * tax.Cents }))
        .GroupBy(tax => (tax.Code, tax.RatePpm, tax.Registration))
        .Select(same => same.Last() with { Cents = same.Sum(tax => tax.Cents) })
        .ToList();

    private static int Sign(Document document) => document.Kind is DocumentKind.CreditNote ? -1 : 1;

    private Money In(long cents) => new(cents, market.Currency);

    private sealed record Span(Guid Contractor, DateTimeOffset From, DateTimeOffset To);
}
