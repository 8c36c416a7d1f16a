using System.Text.Json;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Domain.Documents;
using LeadMarket.Infrastructure.Outbox;
using LeadMarket.Kernel;

namespace LeadMarket.Billing.Infrastructure.Persistence;

/// <summary>A document as its table holds it.</summary>
internal sealed record DocumentRow
{
    /// <summary>For a <c>select</c> from <c>billing.documents d</c>.</summary>
    public const string Columns = """
        d.id as "Id", d.kind as "Kind", d.subject as "Subject", d.sequence as "Sequence", d.number as "Number", d.cause as "Cause",
        d.purchase_id as "PurchaseId", d.contractor_id as "ContractorId", d.corrects as "Corrects", d.issued_at as "IssuedAt",
        d.locale as "Locale", d.currency as "Currency", d.seller_name as "SellerName", d.seller_address as "SellerAddress",
        d.seller_email as "SellerEmail", d.company as "Company", d.person as "Person", d.email as "Email", d.lines::text as "Lines",
        d.taxes::text as "Taxes", d.subtotal_cents as "SubtotalCents", d.discount_cents as "DiscountCents", d.tax_cents as "TaxCents",
        d.total_cents as "TotalCents", d.card_cents as "CardCents", d.credit_cents as "CreditCents", d.balance_cents as "BalanceCents"
        """;

    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required long Sequence { get; init; }

    public required string Number { get; init; }

    public required string Cause { get; init; }

    public required Guid PurchaseId { get; init; }

    public required Guid ContractorId { get; init; }

    public required Guid? Corrects { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required string Locale { get; init; }

    public required string Currency { get; init; }

    public required string SellerName { get; init; }

    public required string SellerAddress { get; init; }

    public required string SellerEmail { get; init; }

    public required string Company { get; init; }

    public required string Person { get; init; }

    public required string Email { get; init; }

    public required string Lines { get; init; }

    public required string Taxes { get; init; }

    public required long SubtotalCents { get; init; }

    public required long DiscountCents { get; init; }

    public required long TaxCents { get; init; }

    public required long TotalCents { get; init; }

    public required long CardCents { get; init; }

    public required long CreditCents { get; init; }

    public required long BalanceCents { get; init; }

    public static DocumentRow Of(Document document) => new()
    {
        Id = document.Id.Value, Kind = Spell(document.Kind), Subject = document.Subject is DocumentSubject.Plan ? "plan" : "lead",
        Sequence = document.Sequence, Number = document.Number, Cause = document.Cause,
        PurchaseId = document.Purchase.Value, ContractorId = document.Contractor.Value, Corrects = document.Corrects?.Value,
        IssuedAt = document.IssuedAt, Locale = document.Locale, Currency = document.Currency,
        SellerName = document.Seller.LegalName, SellerAddress = document.Seller.PostalAddress, SellerEmail = document.Seller.Email,
        Company = document.BilledTo.Company, Person = document.BilledTo.Name, Email = document.BilledTo.Email,
        Lines = JsonSerializer.Serialize(document.Lines, EventJson.Options), Taxes = JsonSerializer.Serialize(document.Taxes, EventJson.Options),
        SubtotalCents = document.Amounts.Subtotal, DiscountCents = document.DiscountCents, TaxCents = document.Amounts.Tax,
        TotalCents = document.Total.Cents, CardCents = document.PaidBy("card"), CreditCents = document.PaidBy("credit"),
        BalanceCents = document.PaidBy("balance"),
    };

    public static string Spell(DocumentKind kind) => kind is DocumentKind.CreditNote ? "credit_note" : "invoice";

    public Document ToDocument() => new()
    {
        Id = new DocumentId(Id), Kind = Kind == "credit_note" ? DocumentKind.CreditNote : DocumentKind.Invoice,
        Subject = Subject == "plan" ? DocumentSubject.Plan : DocumentSubject.Lead, Sequence = Sequence, Number = Number, Cause = Cause,
        Purchase = new PurchaseId(PurchaseId), Contractor = new ContractorId(ContractorId), Corrects = Corrects is { } id ? new DocumentId(id) : null,
        IssuedAt = IssuedAt, Locale = Locale, Currency = Currency, Seller = new DocumentSeller(SellerName, SellerAddress, SellerEmail),
        BilledTo = new BilledTo(Company, Person, Email), Lines = JsonSerializer.Deserialize<DocumentLine[]>(Lines, EventJson.Options)!,
        DiscountCents = DiscountCents, Taxes = JsonSerializer.Deserialize<DocumentTax[]>(Taxes, EventJson.Options)!,
        Paid = [.. Parts(CardCents, CreditCents, BalanceCents)],
    };

    /// <summary>How money came or went, without the ways in which none did.</summary>
    public static IEnumerable<PaymentPart> Parts(long card, long credit, long balance) =>
        new PaymentPart[] { new("card", card), new("credit", credit), new("balance", balance) }.Where(part => part.Cents != 0);
}
