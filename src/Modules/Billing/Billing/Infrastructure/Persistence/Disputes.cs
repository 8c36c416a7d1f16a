using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Disputes(BillingDbContext db) : IDisputes
{
    public Task<Dispute?> Find(string id, CancellationToken cancel) => db.Set<Dispute>().SingleOrDefaultAsync(dispute => dispute.Id == id, cancel);

    public async Task<IReadOnlyList<Dispute>> OfPurchase(PurchaseId purchase, CancellationToken cancel) =>
        await db.Set<Dispute>().Where(dispute => dispute.PurchaseId == purchase).ToListAsync(cancel);

    public void Add(Dispute dispute) => db.Set<Dispute>().Add(dispute);
}
