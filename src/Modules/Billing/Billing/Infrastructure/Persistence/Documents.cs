using Dapper;
using LeadMarket.Billing.Application.Documents;
using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Documents;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Documents(BillingDbContext db, Market market, IOutbox outbox) : IDocuments
{
    private const string Insert = """
        insert into billing.documents (
            id, kind, subject, sequence, number, cause, purchase_id, contractor_id, corrects, issued_at, locale, currency, seller_name,
            seller_address, seller_email, company, person, email, lines, taxes, subtotal_cents, discount_cents, tax_cents, total_cents,
            card_cents, credit_cents, balance_cents)
        values (
            @Id, @Kind, @Subject, @Sequence, @Number, @Cause, @PurchaseId, @ContractorId, @Corrects, @IssuedAt, @Locale, @Currency, @SellerName,
            @SellerAddress, @SellerEmail, @Company, @Person, @Email, @Lines::jsonb, @Taxes::jsonb, @SubtotalCents, @DiscountCents, @TaxCents,
            @TotalCents, @CardCents, @CreditCents, @BalanceCents)
        """;

    public async Task<IssuedDocument?> FindInvoice(PurchaseId purchase, CancellationToken cancel) =>
        await Find(Drafting.CauseOf(purchase), cancel) is { } invoice ? Issued(invoice) : null;

    public async Task<IssuedDocument> IssueInvoice(InvoiceDraft draft, CancellationToken cancel)
    {
        await db.TakeTurn(draft.Contractor, cancel);
        return await FindInvoice(draft.Purchase, cancel)
            ?? await Keep(Drafting.Invoice(draft, market, await NextNumber(DocumentKind.Invoice, cancel)), cancel);
    }

    public async Task<IssuedDocument> IssueCreditNote(CreditNoteDraft draft, CancellationToken cancel)
    {
        var invoice = await Find(Drafting.CauseOf(draft.Purchase), cancel)
            ?? throw new InvalidOperationException($"Purchase {draft.Purchase} has no invoice that {draft.Cause} could reverse.");

        // Two refunds of one purchase take turns: each reckons with what the other gave back.
        await db.TakeTurn(invoice.Contractor, cancel);
        if (await Find(draft.Cause, cancel) is { } known) return Issued(known);

        var already = await Query<long>(
            "select coalesce(sum(total_cents), 0)::bigint from billing.documents where corrects = @invoice", new { invoice = invoice.Id.Value }, cancel);
        return await Keep(
            Drafting.CreditNote(draft, invoice, already, market, await NextNumber(DocumentKind.CreditNote, cancel)), cancel);
    }

    private async Task<Document?> Find(string cause, CancellationToken cancel) =>
        (await Query<DocumentRow?>($"select {DocumentRow.Columns} from billing.documents d where d.cause = @cause", new { cause }, cancel))?.ToDocument();

    // The row is locked from here to the commit, so whoever comes next counts on from a number that really exists, or takes this
    // one again after a rollback. Everyone takes the contractor's turn first and a number second: no two can wait for each other.
    private Task<long> NextNumber(DocumentKind kind, CancellationToken cancel) => Query<long>(
        """
        insert into billing.document_numbers as numbers (kind, last) values (@kind, 1)
        on conflict (kind) do update set last = numbers.last + 1
        returning last
        """,
        new { kind = DocumentRow.Spell(kind) }, cancel);

    private async Task<IssuedDocument> Keep(Document document, CancellationToken cancel)
    {
        await db.Database.GetDbConnection().ExecuteAsync(Command(Insert, DocumentRow.Of(document), cancel));
        outbox.Publish(new DocumentIssued(
            document.Id, document.Kind, document.Subject, document.Number, document.Purchase, document.Contractor, document.BilledTo,
            document.Locale, document.Lines[0].Text, document.Total, document.IssuedAt));
        return Issued(document);
    }

    private static IssuedDocument Issued(Document document)
    {
        Money In(long cents) => new(cents, document.Currency);
        return new IssuedDocument(
            document.Id, document.Number, document.Subject, document.Purchase, document.Contractor, In(document.Amounts.Net),
            [.. document.Taxes.Select(tax => new TaxLine(tax.Code, In(tax.Cents)))], document.Total);
    }

    private async Task<T> Query<T>(string sql, object parameters, CancellationToken cancel) =>
        (await db.Database.GetDbConnection().QuerySingleOrDefaultAsync<T>(Command(sql, parameters, cancel)))!;

    private CommandDefinition Command(string sql, object parameters, CancellationToken cancel) =>
        new(sql, parameters, db.Database.CurrentTransaction!.GetDbTransaction(), cancellationToken: cancel);
}
