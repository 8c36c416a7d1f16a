using System.Text.Json;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Documents;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Queries;

/// <summary>A document as lists show it.</summary>
internal sealed record DocumentSummaryRow(
    Guid Id, string Number, string Kind, string Subject, DateTimeOffset IssuedAt, long TotalCents, string Currency, Guid PurchaseId, string Text)
{
    /// <summary>For a <c>select</c> from <c>billing.documents d</c>.</summary>
    public const string Columns = """
        d.id as "Id", d.number as "Number", d.kind as "Kind", d.subject as "Subject", d.issued_at as "IssuedAt", d.total_cents as "TotalCents",
        d.currency as "Currency", d.purchase_id as "PurchaseId", (d.lines -> 0 -> 'text')::text as "Text"
        """;

    public DocumentSummary ToSummary() => new(
        new DocumentId(Id), Number, Kind == "credit_note" ? DocumentKind.CreditNote : DocumentKind.Invoice,
        Subject == "plan" ? DocumentSubject.Plan : DocumentSubject.Lead, IssuedAt, new Money(TotalCents, Currency), new PurchaseId(PurchaseId),
        JsonSerializer.Deserialize<Dictionary<string, string>>(Text, EventJson.Options)!);

    public static DocumentSummary Of(Document document) => new(
        document.Id, document.Number, document.Kind, document.Subject, document.IssuedAt, document.Total, document.Purchase, document.Lines[0].Text);
}
