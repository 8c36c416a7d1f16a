using LeadMarket.Billing.Application.Ports;
using LeadMarket.Billing.Domain.Subscriptions;
using LeadMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace LeadMarket.Billing.Infrastructure.Persistence;

internal sealed class SubscriptionStore(BillingDbContext db) : ISubscriptions
{
    private DbSet<Subscription> All => db.Set<Subscription>();

    public Task<Subscription?> Hold(SubscriptionId id, CancellationToken cancel) => Hold(All.Where(row => row.Id == id), cancel);

    public Task<Subscription?> HoldAtStripe(string stripeId, CancellationToken cancel) => Hold(All.Where(row => row.StripeId == stripeId), cancel);

    public async Task<Subscription?> HoldLive(ContractorId contractor, CancellationToken cancel)
    {
        await db.TakeTurn(contractor, cancel);
        return await All.SingleOrDefaultAsync(row => row.ContractorId == contractor && row.State != SubscriptionState.Ended, cancel);
    }

    public async Task<Subscription?> HoldLiveOfCustomer(string customerId, CancellationToken cancel)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.CustomerId == customerId, cancel);
        return account is null ? null : await HoldLive(account.ContractorId, cancel);
    }

    public void Add(Subscription subscription) => db.Add(subscription);

    public async Task Replace(Subscription page, DateTimeOffset at, CancellationToken cancel)
    {
        page.EndPage(at);
        await db.SaveChangesAsync(cancel);
    }

    public Task<PlanChange?> FindOpenChange(SubscriptionId subscription, CancellationToken cancel) => db.Set<PlanChange>().SingleOrDefaultAsync(
        row => row.SubscriptionId == subscription && row.State == PlanChangeState.Requested, cancel);

    public Task<PlanChange?> FindChange(Guid change, CancellationToken cancel) =>
        db.Set<PlanChange>().SingleOrDefaultAsync(row => row.Id == change, cancel);

    public void Add(PlanChange change) => db.Add(change);

    // Whose it is never changes, and may be read before the turn; how it stands may not.
    private async Task<Subscription?> Hold(IQueryable<Subscription> one, CancellationToken cancel)
    {
        var owner = await one.AsNoTracking().Select(row => (ContractorId?)row.ContractorId).SingleOrDefaultAsync(cancel);
        if (owner is not { } contractor) return null;
        await db.TakeTurn(contractor, cancel);
        return await one.SingleOrDefaultAsync(cancel);
    }
}
