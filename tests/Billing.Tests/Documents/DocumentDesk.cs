using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Contracts;
using LeadMarket.Billing.Infrastructure.Persistence;
using LeadMarket.Billing.Tests.Persistence;
using LeadMarket.Infrastructure.Actors;
using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Issuer = LeadMarket.Billing.Infrastructure.Persistence.Documents;

namespace LeadMarket.Billing.Tests.Documents;

/// <summary>Issues documents as a command does: in a transaction of the module's own role, which may come to nothing.</summary>
internal sealed class DocumentDesk(BillingDatabase billing)
{
    public static LocalizedText Lead { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fr"] = "Contact : borne de recharge", ["en"] = "Contact: EV charger",
    });

    public async Task<T> Work<T>(Func<IDocuments, ILedger, Task<T>> work, List<IIntegrationEvent>? told = null, bool commit = true, Actor? actor = null)
    {
        await using var scope = billing.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var kind = (actor ?? Actor.System).Kind;
        await db.Database.ExecuteSqlAsync($"select set_config('app.actor', {kind}, true)");

        var outbox = new Told();
        var answer = await work(
            new Issuer(db, scope.ServiceProvider.GetRequiredService<Market>(), outbox), scope.ServiceProvider.GetRequiredService<ILedger>());
        if (!commit) return answer;

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        if (told is not null) lock (told) told.AddRange(outbox.Events);
        return answer;
    }

    public Task<IssuedDocument> Invoice(InvoiceDraft draft, bool commit = true) =>
        Work((documents, _) => documents.IssueInvoice(draft, CancellationToken.None), commit: commit);

    public Task<IssuedDocument> Credit(PurchaseId purchase, long cents, string? cause = null, DateTimeOffset? at = null, string way = "card") =>
        Work((documents, _) => documents.IssueCreditNote(CreditDraft(purchase, cents, cause, at ?? billing.Clock.Now, way), CancellationToken.None));

    public static CreditNoteDraft CreditDraft(PurchaseId purchase, long cents, string? cause, DateTimeOffset at, string way = "card") =>
        new(cause ?? $"refund:{Guid.CreateVersion7()}", purchase, cents, [new PaymentPart(way, cents)], at);

    /// <summary>A lead or a month of a plan at this price, with Quebec's taxes, paid by card unless a part is by credit.</summary>
    public static InvoiceDraft Draft(
        ContractorId contractor, long cents, DateTimeOffset at, PurchaseId? purchase = null, long discount = 0, long byCredit = 0,
        DocumentSubject subject = DocumentSubject.Lead)
    {
        Money In(long amount) => new(amount, "CAD");
        var taxes = TestMarket.Taxes.Select(tax => new TaxLine(tax.Code, In(tax.On(cents - discount)))).ToArray();
        var total = cents - discount + taxes.Sum(tax => tax.Amount.Cents);
        return new InvoiceDraft(
            purchase ?? new PurchaseId(Guid.CreateVersion7()), contractor, subject, BillingTest.BilledTo, "fr", [Line(cents)], In(discount), taxes,
            In(total), [new PaymentPart("card", total - byCredit), new PaymentPart("credit", byCredit)], at);
    }

    public static DocumentLine Line(long cents) => new(Lead.Locales.ToDictionary(locale => locale, Lead.In, StringComparer.Ordinal), cents);

    private sealed class Told : IOutbox
    {
        public List<IIntegrationEvent> Events { get; } = [];

        public void Publish(IIntegrationEvent integrationEvent) => Events.Add(integrationEvent);
    }
}
