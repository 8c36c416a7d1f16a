using LeadMarket.Kernel;
using LeadMarket.Kernel.Markets;
using LeadMarket.Purchasing.Application;
using LeadMarket.Purchasing.Application.Returns;
using LeadMarket.Purchasing.Contracts;
using LeadMarket.Purchasing.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LeadMarket.Purchasing.Infrastructure.Persistence;

internal sealed class ReturnRepository(PurchasingDbContext context, IUnlocks unlocks, Market market) : IReturns
{
    public void Add(LeadReturn @return) => context.Add(@return);

    public void Add(KeptVerdict verdict) => context.Add(verdict);

    public Task<LeadReturn?> Of(UnlockId unlock, CancellationToken cancel) =>
        context.Set<LeadReturn>().AsNoTracking().FirstOrDefaultAsync(asked => asked.UnlockId == unlock, cancel);

    public async Task<LockedReturn?> Lock(ReturnId id, CancellationToken cancel)
    {
        if (await context.Set<LeadReturn>().AsNoTracking().FirstOrDefaultAsync(asked => asked.Id == id, cancel) is not { } known) return null;
        var unlock = (await unlocks.Lock(known.UnlockId, cancel))!;
        var locked = await context.Set<LeadReturn>().FromSql($"select * from purchasing.returns where id = {id.Value} for update").FirstAsync(cancel);
        // Read under the lock: words that are written now are destroyed after, by whoever takes the contact back meanwhile.
        return new LockedReturn(locked, unlock, await unlocks.HasContact(unlock.Id, cancel));
    }

    public Task TakeTurns(ContractorId contractor, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"purchasing.returns:" + contractor}, 0))", cancel);

    public Task<ReturnEvidence> Gather(UnlockId unlock, DateTimeOffset until, CancellationToken cancel) => EvidenceSql.Gather(
        context.Database.GetDbConnection(), context.Database.CurrentTransaction?.GetDbTransaction(), unlock, until, market.Returns.Limit, cancel);
}
