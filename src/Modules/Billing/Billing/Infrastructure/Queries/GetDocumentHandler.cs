using Dapper;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Infrastructure.Persistence;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

internal sealed class GetDocumentHandler(ReadSide<BillingDbContext> read) : IQueryHandler<GetDocument, DocumentView>
{
    public async Task<Result<DocumentView>> Handle(GetDocument request, CancellationToken cancellationToken)
    {
        var (row, related) = await read.Query(async db =>
        {
            var found = await db.QuerySingleOrDefaultAsync<DocumentRow>(
                $"select {DocumentRow.Columns} from billing.documents d where d.id = @id", new { id = request.Document.Value });
            var others = await db.QueryAsync<DocumentSummaryRow>($"""
                select {DocumentSummaryRow.Columns}
                from billing.documents d
                where d.id = @corrects or d.corrects = @id
                order by d.issued_at, d.sequence
                """, new { id = request.Document.Value, corrects = found?.Corrects });
            return (found, others.Select(other => other.ToSummary()).ToList());
        }, cancellationToken);
        if (row is null) return BillingErrors.DocumentNotFound;

        var document = row.ToDocument();
        Money In(long cents) => new(cents, document.Currency);
        return new DocumentView(
            DocumentSummaryRow.Of(document), document.Contractor, document.Seller, document.BilledTo, document.Lines, In(document.Amounts.Subtotal),
            In(document.DiscountCents), document.Taxes, document.Total, document.Paid,
            related.Find(other => other.Id == document.Corrects), related.FindAll(other => other.Kind is DocumentKind.CreditNote));
    }
}
