using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Domain.Documents;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class ExportDocumentsHandler(ReadSide<BillingDbContext> read, Market market)
    : IQueryHandler<ExportDocuments, IReadOnlyList<AccountingRow>>
{
    private const int MostDays = 366;

    public async Task<Result<IReadOnlyList<AccountingRow>>> Handle(ExportDocuments request, CancellationToken cancellationToken)
    {
        var (first, last) = (request.From, request.To);
        if (!MarketCalendar.Holds(first.Year) || !MarketCalendar.Holds(last.Year) || last < first || last.DayNumber - first.DayNumber > MostDays)
            return BillingErrors.PeriodInvalid;

        // Uses documents_by_time.
        var (documents, invoices) = await read.Query(async db =>
        {
            var period = new { from = market.StartOf(first), to = market.StartOf(last.AddDays(1)) };
            var rows = await db.QueryAsync<DocumentRow>($"""
                select {DocumentRow.Columns} from billing.documents d where d.issued_at >= @from and d.issued_at < @to order by d.issued_at, d.id
                """, period);
            var corrected = await db.QueryAsync<(Guid Id, string Number)>("""
                select distinct i.id, i.number
                from billing.documents d
                join billing.documents i on i.id = d.corrects
                where d.issued_at >= @from and d.issued_at < @to
                """, period);
            return (rows.AsList(), corrected.ToDictionary(invoice => invoice.Id, invoice => invoice.Number));
        }, cancellationToken);
        return documents.ConvertAll(row => Enter(row.ToDocument(), row.Corrects is { } invoice ? invoices[invoice] : null));
    }

    private AccountingRow Enter(Document document, string? corrects)
    {
        var sign = document.Kind is DocumentKind.CreditNote ? -1 : 1;
        return new AccountingRow(
            document.Number, document.Kind, document.Subject, market.DayOf(document.IssuedAt), document.BilledTo.Company, document.BilledTo.Email,
            document.Currency, sign * document.Amounts.Net,
            document.Taxes.ToDictionary(tax => tax.Code, tax => sign * tax.Cents, StringComparer.Ordinal), sign * document.Total.Cents,
            sign * document.PaidBy("card"), sign * document.PaidBy("credit"), sign * document.PaidBy("balance"), corrects);
    }
}
