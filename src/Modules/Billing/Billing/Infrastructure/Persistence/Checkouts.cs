using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class Checkouts(BillingDbContext db) : ICheckouts
{
    public async Task<Checkout?> Hold(PurchaseId purchase, CancellationToken cancel)
    {
        await db.TakeTurn(purchase, cancel);
        return await db.Checkouts.SingleOrDefaultAsync(checkout => checkout.PurchaseId == purchase, cancel);
    }

    public void Add(Checkout checkout) => db.Checkouts.Add(checkout);
}
