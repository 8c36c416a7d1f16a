using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class PlanBills(BillingDbContext db) : IPlanBills
{
    public Task<PlanBill?> Find(string invoiceId, CancellationToken cancel) =>
        db.Set<PlanBill>().SingleOrDefaultAsync(row => row.InvoiceId == invoiceId, cancel);

    public void Add(PlanBill bill) => db.Add(bill);
}

internal sealed class CatalogueStore(BillingDbContext db) : ICatalogue
{
    public async Task<PlanCatalogue> Read(CancellationToken cancel) => new(
        await db.Set<PlanPrice>().ToListAsync(cancel), await db.Set<TaxRate>().ToListAsync(cancel));

    public async Task<PlanCatalogue> Hold(CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('billing catalogue', 0))", cancel);
        return await Read(cancel);
    }

    public async Task Retire(PlanPrice price, CancellationToken cancel)
    {
        price.Retire();
        await db.SaveChangesAsync(cancel);
    }

    public void Add(PlanPrice price) => db.Add(price);

    public void Add(TaxRate rate) => db.Add(rate);
}

internal sealed class Cards(BillingDbContext db) : ICards
{
    public Task<Card?> Find(string paymentMethod, CancellationToken cancel) =>
        db.Set<Card>().SingleOrDefaultAsync(row => row.PaymentMethod == paymentMethod, cancel);

    public async Task<Card?> FindPaying(ContractorId contractor, DateTimeOffset now, CancellationToken cancel)
    {
        var kept = await db.Set<Card>().AsNoTracking().Where(row => row.ContractorId == contractor && row.DetachedAt == null)
            .OrderByDescending(row => row.IsDefault).ThenByDescending(row => row.SavedAt).FirstOrDefaultAsync(cancel);
        return kept is null || kept.HasExpired(now) ? null : kept;
    }

    public Task<Card?> FindOwn(ContractorId contractor, Guid id, CancellationToken cancel) =>
        db.Set<Card>().SingleOrDefaultAsync(row => row.ContractorId == contractor && row.Id == id, cancel);

    public Task<ContractorId?> OwnerOf(string customerId, CancellationToken cancel) => db.Accounts.AsNoTracking()
        .Where(row => row.CustomerId == customerId).Select(row => (ContractorId?)row.ContractorId).SingleOrDefaultAsync(cancel);

    public void Add(Card card) => db.Add(card);

    public Task ClearDefault(ContractorId contractor, string except, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"update billing.saved_cards set is_default = false where contractor_id = {contractor.Value} and payment_method <> {except} and is_default", cancel);
}

internal sealed class ToldPlans(BillingDbContext db) : IToldPlans
{
    public Task<ToldPlan?> Find(ContractorId contractor, CancellationToken cancel) =>
        db.Set<ToldPlan>().SingleOrDefaultAsync(row => row.ContractorId == contractor, cancel);

    public void Add(ToldPlan told) => db.Add(told);
}
